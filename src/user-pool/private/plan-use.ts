import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Relaxation } from '../../private/relaxations';

const CHEAPEST_FIRST: string[] = [cognito.FeaturePlan.LITE, cognito.FeaturePlan.ESSENTIALS, cognito.FeaturePlan.PLUS];

interface Use {
  readonly plan: cognito.FeaturePlan;
  readonly what: string;
}

/** Which features use the feature plan: what the plan lacks is a finding, a plan that nothing uses a warning. */
export class PlanUse {
  private readonly uses: Use[] = [];

  constructor(private readonly plan: () => string) {}

  add(plan: cognito.FeaturePlan, what: string): void {
    this.uses.push({ plan, what });
  }

  includes(plan: cognito.FeaturePlan): boolean {
    return CHEAPEST_FIRST.indexOf(this.plan()) >= CHEAPEST_FIRST.indexOf(plan);
  }

  /** All of them, in an order that shows nothing of the order of calls. */
  findings(): string[] {
    const lacking = this.uses.filter(({ plan }) => !this.includes(plan));
    const sentences = lacking.map(
      ({ plan, what }) =>
        `${what} needs featurePlan ${plan}, and the plan is ${this.plan()}. Choose it, or leave the feature out.`,
    );
    return [...new Set(sentences)].sort();
  }

  /** Certain for PLUS only: with ESSENTIALS, the password history alone is worth the plan. */
  relaxations(): Relaxation[] {
    const isUsed = this.uses.some(({ plan }) => plan === cognito.FeaturePlan.PLUS);
    return [
      {
        isMade: this.plan() === cognito.FeaturePlan.PLUS && !isUsed,
        id: 'unusedPlusPlan',
        sentence:
          'the PLUS plan is paid for, and nothing uses it. Let threat protection work, choose ESSENTIALS, or acknowledge the warning.',
      },
    ];
  }
}
