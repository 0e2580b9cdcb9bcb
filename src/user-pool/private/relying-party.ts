const LONGEST = 127;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** `co.uk`, `com.au`, `gov.in`: a general word before a country is run by its registry nearly everywhere. */
const GENERAL_WORD_OF_A_COUNTRY =
  /^(?:ac|co|com|ed|edu|go|gob|gov|gouv|id|info|me|mil|ne|net|nom|or|org|plc|sch|web)\.[a-z]{2}$/;

/** Hosters that give a name below theirs to everybody. No dependency for the whole list: it changes every week. */
const HOSTERS = [
  ...[
    'amazonaws.com',
    'amazoncognito.com',
    'awsapprunner.com',
    'amplifyapp.com',
    'cloudfront.net',
    'elasticbeanstalk.com',
  ],
  ...['appspot.com', 'azurewebsites.net', 'firebaseapp.com', 'fly.dev', 'github.io', 'gitlab.io', 'herokuapp.com'],
  ...['netlify.app', 'onrender.com', 'pages.dev', 'run.app', 'vercel.app', 'web.app', 'workers.dev'],
];
const PARENT_OF_PREFIX_DOMAINS = /^auth(?:-fips)?\.[a-z0-9-]+\.amazoncognito\.com$/;

/** What is wrong with a text as the id of a relying party, whatever domain the pool has. */
export function relyingPartyFault(id: string): string | undefined {
  if (id === 'localhost') return undefined;
  const labels = id.split('.');
  const isName =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels[labels.length - 1]);
  if (!isName || id.length > LONGEST) {
    return `is no domain name of at least two labels and at most ${LONGEST} characters. Pass one in lower case, without scheme, port and path`;
  }
  if (!isPublicSuffix(id)) return undefined;
  return 'is a public suffix, below which everybody has names, so that browsers refuse it. Pass a domain of your own';
}

function isPublicSuffix(name: string): boolean {
  return GENERAL_WORD_OF_A_COUNTRY.test(name) || HOSTERS.includes(name) || PARENT_OF_PREFIX_DOMAINS.test(name);
}

/** A browser on a page of the domain may use passkeys of the domain itself and of what stands above it. */
export function mayServe(id: string, domain: string): boolean {
  return domain === id || domain.endsWith(`.${id}`);
}
