import { InternalError } from './errors';
import { logFailure } from './log';
import type { Ports } from './ports';
import { isDomain } from '../../src/contract/email';
import type { DomainListSource } from '../../src/contract/email-domain-lists';

type ListPorts = Pick<Ports, 's3' | 'ssm'>;

interface Kept {
  readonly domains: readonly string[];
  readonly until: number;
}

/** Lives as long as the function's process: most sign-ups read nothing. */
const kept = new Map<string, Kept>();

/** The domains of a list, read again when what is known of it is too old. */
export async function domainsIn(list: DomainListSource, cacheSeconds: number, ports: ListPorts): Promise<readonly string[]> {
  const key = JSON.stringify(list);
  const known = kept.get(key);
  if (known && Date.now() < known.until) return known.domains;
  const domains = parse(await textOf(list, ports));
  kept.set(key, { domains, until: Date.now() + cacheSeconds * 1_000 });
  return domains;
} // prettier-ignore

async function textOf(list: DomainListSource, ports: ListPorts): Promise<string> {
  return 'parameter' in list ? ports.ssm.readParameter(list.parameter) : ports.s3.readObject(list);
}

/** One domain a line, or several with commas or spaces between them; what follows a # is a comment. A byte order mark is white space, too. */
function parse(text: string): readonly string[] {
  const words = text
    .replace(/#.*/g, '')
    .toLowerCase()
    .split(/[\s,]/)
    .filter((word) => word !== '');
  const domains = words.filter(isDomain);
  const strangers = words.length - domains.length;
  // not shown: anything could stand there
  if (strangers > 0) logFailure({ step: 'emailDomainsIn' }, new InternalError(`${strangers} entries of the list are no domains`), 0); // prettier-ignore
  // more likely an accident than a wish, and a rule without domains would refuse everybody or nobody
  if (domains.length === 0) throw new InternalError('the list has no domains');
  return domains;
}
