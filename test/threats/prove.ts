import type { Check } from './checks';
import type { Mutation } from './mutants';
import type { TemplateJson } from '../support/template';

/** A template that is sound, and the faults that are planted in it. */
export interface Field {
  readonly name: string;
  readonly template: TemplateJson;
  readonly mutants?: Readonly<Record<string, Mutation>>;
}

/** Tests that a check finds nothing in sound templates, and every fault that is planted in them. */
export function prove(name: string, check: Check, fields: readonly Field[]): void {
  describe(name, () => {
    test.each(fields.map((field) => [field.name, field.template] as const))('holds in %s', (_name, template) => {
      expect(check(template)).toEqual([]);
    });

    const planted = fields.flatMap(({ name: where, template, mutants = {} }, position) =>
      Object.entries(mutants).map(([fault, mutate]): [string, TemplateJson] => [
        // the first field goes without saying
        position === 0 ? fault : `${fault} (${where})`,
        mutate(template),
      ]),
    );
    test.each(planted)('finds: %s', (_name, mutant) => {
      expect(check(mutant)).not.toEqual([]);
    });
  });
}
