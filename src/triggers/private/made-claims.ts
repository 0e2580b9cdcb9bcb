import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AnyStep, ClaimConfig } from '../../contract/steps';

/** A claim that a bundled handler makes: of what, and in which tokens. */
export interface MadeClaim {
  readonly handler: string;
  readonly name: string;
  readonly value: ClaimConfig['value'] | { readonly rowAttribute: string };
  readonly tokens: readonly string[];
}

/**
 * The claims that the steps of all triggers make together. What one handler copies from the user into a row, and another out of
 * the row into a claim, is still what the user wrote.
 */
export function madeClaims(where: IConstruct, wires: readonly AnyStep[]): MadeClaim[] {
  const nameOf = (table: string) => JSON.stringify(Stack.of(where).resolve(table));
  const copied = (table: string, rowAttribute: string) =>
    wires.flatMap((wire) => {
      if (wire.step !== 'profileRow' || nameOf(wire.config.table) !== nameOf(table)) return [];
      const sources = Object.entries(wire.config.attributes).filter(([name]) => name === rowAttribute);
      return sources.map(([, attribute]) => ({ attribute }));
    });
  return wires.flatMap((wire): MadeClaim[] => {
    const handler = `PreTokenGeneration.${wire.step}`;
    if (wire.step === 'claim') return [{ handler, ...wire.config }];
    if (wire.step !== 'claimsFromRow') return [];
    const { table, claims, tokens } = wire.config;
    return Object.entries(claims).flatMap(([name, rowAttribute]) =>
      [...copied(table, rowAttribute), { rowAttribute }].map((value) => ({ handler, name, value, tokens })),
    );
  });
}

/** Attributes of users that become claims, each once. */
export function claimedAttributes(made: readonly MadeClaim[]): string[] {
  return [...new Set(made.flatMap(({ value }) => ('attribute' in value ? [value.attribute] : [])))];
}
