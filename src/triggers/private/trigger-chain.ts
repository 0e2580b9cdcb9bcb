import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PHASES, Port, TriggerStep } from './trigger-step';
import { envelope, STEPS_VARIABLE_LIMIT } from '../../contract/codec';
import { AllowEmailDomainsConfig, AnyStep } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';

/** What happens when somebody comes in through an identity provider for the first time. */
const BY_PROVIDERS = ['PreSignUp_ExternalProvider', 'PostConfirmation_ConfirmSignUp'];

/** The steps of one trigger: what each may be, in which order they run, and how they travel. */
export class TriggerChain {
  private readonly steps: TriggerStep[] = [];

  constructor(
    private readonly where: IConstruct,
    private readonly trigger: string,
  ) {}

  add(step: TriggerStep): void {
    const { wire } = step;
    const twin = this.steps.find(({ wire: other }) => other.step === wire.step && other.key === wire.key);
    if (twin) throw new AuthConfigError(this.where, this.twinFault(step, twin));
    this.requireRoom(step);
    this.steps.push(step);
  }

  get invocations(): readonly TriggerStep[] {
    return this.steps.filter(({ invoked }) => invoked);
  }

  /** What travels, in the order of the calls. */
  get wires(): readonly AnyStep[] {
    return this.steps.map(({ wire }) => wire);
  }

  /** Whether a handler that may refuse answers to the source: a guard, or the user's own function. */
  guards(source: string): boolean {
    return this.steps.some(
      ({ phase, invoked, wire }) => (phase === 'GUARD' || invoked) && wire.sources.includes(source),
    );
  }

  /** Names of the steps, each once: the files of the function. */
  get stepNames(): readonly string[] {
    return [...new Set(this.steps.map(({ wire }) => wire.step))].sort();
  }

  /** Whether any handler runs for the source. */
  answersTo(source: string): boolean {
    return this.steps.some(({ wire }) => wire.sources.includes(source));
  }

  get ports(): readonly Port[] {
    return [...new Set(this.steps.flatMap(({ ports }) => ports))].sort();
  }

  get files(): Readonly<Record<string, string>> {
    return Object.assign({}, ...this.steps.map(({ files }) => files));
  }

  get poolActions(): readonly string[] {
    return [...new Set(this.steps.flatMap(({ poolActions }) => poolActions))].sort();
  }

  /** What the guard by e-mail domain was told, where there is one. */
  get allowedDomains(): readonly Pick<AllowEmailDomainsConfig, 'trust'>[] {
    return this.steps.flatMap(({ wire }): readonly Pick<AllowEmailDomainsConfig, 'trust'>[] => {
      if (wire.step === 'emailDomainsIn') return wire.config.rule === 'allow' ? [wire.config] : [];
      return wire.step === 'allowEmailDomains' ? [wire.config] : [];
    });
  }

  /** JSON, with the ARNs of invoked functions as tokens. */
  encode(): string {
    const wires = [...this.steps].sort(byPhaseAndName).map(({ wire }) => wire);
    return Stack.of(this.where).toJsonString(envelope(wires));
  }

  findings(canFire: (source: string) => boolean): string[] {
    return [
      ...this.idleFindings(canFire),
      ...this.claimFindings(),
      ...this.duplicateFindings(),
      ...this.sizeFindings(),
    ];
  }

  /** What one trigger can do once only: two senders would send twice, two migrations ask two places for one password. */
  private requireRoom(step: TriggerStep): void {
    const [other] = this.steps;
    if (!other || !(step.exclusive || other.exclusive)) return;
    throw new AuthConfigError(
      this.where,
      `${this.nameOf(other)} cannot have ${this.nameOf(step)} beside it. Leave one of the two out.`,
    );
  }

  /** A handler of several triggers may bring along what another does alone. */
  private twinFault(step: TriggerStep, twin: TriggerStep): string {
    const [name, before] = [this.nameOf(step), this.nameOf(twin)];
    const { key } = step.wire;
    if (name === before) return `${name} '${key}' was added before. Add each handler once, with everything it needs.`;
    const [whole, part] = name.startsWith(`${this.trigger}.`) ? [before, name] : [name, before];
    return `${whole} brings ${part} '${key}' along. Leave ${part} out.`;
  }

  private nameOf({ handler, wire }: TriggerStep): string {
    return handler ?? `${this.trigger}.${wire.step}`;
  }

  private idleFindings(canFire: (source: string) => boolean): string[] {
    const idle = this.steps.filter(({ wire }) => !wire.sources.some(canFire));
    return idle.map(({ wire }) => {
      const isForFederated = wire.sources.some((source) => BY_PROVIDERS.includes(source));
      const [who, provider] = isForFederated ? ['nobody can sign up', ' add an identity provider,'] : ['nobody can sign themselves up', '']; // prettier-ignore
      return `${this.trigger}.${wire.step} can never run, because ${who}. Set selfSignUpEnabled: true,${provider} or leave the handler out.`;
    });
  }

  /** Two handlers of one claim: which of them would count, nobody could tell. */
  private claimFindings(): string[] {
    const made = this.steps.flatMap(({ wire }) => claimsMadeBy(wire).map((name) => ({ name, step: wire.step })));
    const names = [...new Set(made.map(({ name }) => name))].sort();
    return names.flatMap((name) => {
      const [one, other] = made.flatMap((each) => (each.name === name ? [each.step] : [])).sort();
      if (other === undefined) return [];
      return `PreTokenGeneration.${one} and PreTokenGeneration.${other} both make the claim '${name}'. Choose another name for one of them.`;
    });
  }

  private duplicateFindings(): string[] {
    const findings: string[] = [];
    if (['blockDuplicates', 'linkAccounts'].every((name) => this.stepNames.includes(name))) {
      findings.push('PreSignUp.blockDuplicates refuses everybody whom PreSignUp.linkAccounts would link. Leave one of the two out.'); // prettier-ignore
    }
    if (this.allowedDomains.length > 1) {
      findings.push('PreSignUp.allowEmailDomains and PreSignUp.allowEmailDomainsIn let in only who is at a domain of both lists. Keep all domains in one of the two.'); // prettier-ignore
    }
    return findings;
  }

  private sizeFindings(): string[] {
    const text: unknown = Stack.of(this.where).resolve(this.encode());
    // with tokens it is an intrinsic function, whose JSON is longer than what it becomes
    const size = Buffer.byteLength(typeof text === 'string' ? text : JSON.stringify(text));
    if (size <= STEPS_VARIABLE_LIMIT) return [];
    return [
      `the handlers of ${this.trigger} take ${size} bytes of the function's environment, of which ${STEPS_VARIABLE_LIMIT} are theirs. Use fewer handlers or shorter texts, or move some into a function of your own with ${this.trigger}.invoke().`,
    ];
  }
}

function claimsMadeBy(wire: AnyStep): string[] {
  if (wire.step === 'claimsFromRow') return Object.keys(wire.config.claims);
  return wire.step === 'claim' || wire.step === 'permissions' ? [wire.config.name] : [];
}

/** Phases first; within a phase by name, not by the order of calls, and the user's own functions last. */
function byPhaseAndName(a: TriggerStep, b: TriggerStep): number {
  const rank = (step: TriggerStep) => PHASES.indexOf(step.phase) * 2 + (step.invoked ? 1 : 0);
  const name = (step: TriggerStep) => `${step.wire.step} ${step.wire.key}`;
  return rank(a) - rank(b) || (name(a) < name(b) ? -1 : 1);
}
