import type { Context } from '../support/iam';

/** What names the data of somebody: each view uses one of them. */
export interface Keys {
  readonly identity: string;
  readonly sub: string;
  readonly tenant: string;
}

/** Somebody with AWS credentials: the role they hold and what stands in their session. */
export interface Person {
  readonly name: string;
  /** Logical id of the role. */
  readonly role: string;
  /** What the session says of itself. */
  readonly context: Context;
  /** Whose data is their own, and whose is not. */
  readonly own: Keys;
  readonly other: Keys;
  /** Account of the role; that of the stack unless said otherwise. */
  readonly account?: string;
}

/** What a call touches: a resource, and the condition keys that the service derives from the call. */
export interface Target {
  readonly resource: string;
  readonly context?: Context;
}

/** A part of a resource, such as somebody's own folder, by an example for each action that makes sense there. */
export interface Place {
  readonly name: string;
  target(action: string, person: Person): Target | undefined;
}

/** Who may do what where; whatever no rule names is denied. */
export interface Rule {
  readonly who: readonly string[];
  readonly where: readonly string[];
  readonly may: readonly string[];
}

/** One way to share data, as the stack uses it. */
export interface View {
  readonly name: string;
  /** One sentence for the reader of the table. */
  readonly text: string;
  /** Every action that is tried, also those that nobody may. */
  readonly actions: readonly string[];
  readonly places: readonly Place[];
  readonly rules: readonly Rule[];
  /** The same for any key that somebody may think of. */
  readonly space?: Space;
}

/** All keys of one resource; several views may share it, and then what one of them allows is allowed. */
export interface Space {
  readonly name: string;
  readonly actions: readonly string[];
  target(action: string, key: string): Target;
  /** The place of this view in which a key lies, byte for byte; undefined when it lies in none. */
  placeOf(key: string, person: Person): string | undefined;
  /** What attackers glue keys from. */
  pieces(person: Person): readonly string[];
}

/** Whether the rules of a view let somebody do something in a place. */
export function allows({ rules }: View, person: string, place: string, action: string): boolean {
  return rules.some(({ who, where, may }) => who.includes(person) && where.includes(place) && may.includes(action));
}
