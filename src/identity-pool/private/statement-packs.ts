import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { fingerprintOf, sizeOf } from './statement-text';

/** Characters of a managed policy, without white space; IAM does not raise it. */
export const LONGEST_POLICY = 6_144;
/** `{"Version":"2012-10-17","Statement":[…]}` */
const FRAME = 40;
const COMMA = 1;

/** Statements that fit into one policy. */
export interface Pack {
  readonly statements: iam.PolicyStatement[];
  /** Characters, estimated; above the limit only where one statement alone is too long. */
  size: number;
}

/** Each statement once, into the first policy that has room, in an order that does not tell the order of the calls. */
export function packStatements(scope: IConstruct, statements: readonly iam.PolicyStatement[]): Pack[] {
  const packs: Pack[] = [];
  for (const statement of sorted(scope, statements)) {
    const size = sizeOf(scope, statement) + COMMA;
    const pack = packs.find((each) => each.size + size <= LONGEST_POLICY) ?? started(packs);
    pack.statements.push(statement);
    pack.size += size;
  }
  return packs;
}

function started(packs: Pack[]): Pack {
  const pack: Pack = { statements: [], size: FRAME };
  packs.push(pack);
  return pack;
}

function sorted(scope: IConstruct, statements: readonly iam.PolicyStatement[]): iam.PolicyStatement[] {
  const byText = new Map(statements.map((statement) => [fingerprintOf(scope, statement), statement]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement);
}
