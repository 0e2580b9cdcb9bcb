import { type File, importsOf } from './files';

/** Who may import whom (docs of the house: contract <- triggers, private <- rooms <- cognito-auth <- index). */
const ALLOWED: Record<string, (target: Place, from: Place) => boolean> = {
  contract: (target) => target.kind === 'contract',
  private: (target) => ['private', 'defaults', 'package'].includes(target.kind),
  defaults: (target) => target.kind === 'package',
  room: (target, from) => {
    if (target.kind === 'room') return target.room === from.room || !target.hidden;
    // only the triggers talk to the Lambdas
    if (target.kind === 'contract') return from.room === 'triggers';
    return ['private', 'defaults', 'package'].includes(target.kind);
  },
  // the hall owns the rooms, and so may ask for what they hide from each other
  hall: (target) => ['room', 'private', 'defaults', 'package'].includes(target.kind),
  index: (target) => target.kind === 'hall' || (target.kind === 'room' && !target.hidden),
  entry: (target) => ['runtime', 'steps', 'contract'].includes(target.kind),
  steps: (target, from) => {
    // a step knows no other trigger's steps
    if (target.kind === 'steps') return target.room === from.room;
    return ['runtime', 'ports', 'contract'].includes(target.kind) || runsInLambda(target);
  },
  runtime: (target) => ['runtime', 'ports', 'contract'].includes(target.kind) || runsInLambda(target),
  ports: (target) => ['runtime', 'ports', 'contract'].includes(target.kind) || runsInLambda(target),
};

interface Place {
  readonly kind: string;
  readonly room?: string;
  /** Behind the `private/` of a room. */
  readonly hidden?: boolean;
  readonly name: string;
}

/** Which part of the house a file (or an import) belongs to. */
function placeOf(name: string): Place {
  const [top, first = '', second = ''] = name.replace(/\.ts$/, '').split('/');
  if (top === 'src') {
    const kinds: Record<string, string> = { 'cognito-auth': 'hall', index: 'index', defaults: 'defaults' };
    if (second === '') return { kind: kinds[first] ?? 'stray', name };
    if (first === 'contract' || first === 'private') return { kind: first, name };
    return { kind: 'room', room: first, hidden: second === 'private', name };
  }
  if (top === 'lambda') {
    if (second === '') return { kind: first.endsWith('.lambda') ? 'entry' : 'stray', name };
    return { kind: first, room: name.split('/').slice(2, -1).join('/'), name };
  }
  return { kind: name.startsWith('.') || top === 'test' ? 'stray' : 'package', name };
}

/** What a Lambda may use of the world: Node, types, and the SDKs that its bundle carries. Never the CDK. */
function runsInLambda({ kind, name }: Place): boolean {
  return kind === 'package' && /^(node:|aws-lambda$|@aws-sdk\/|@aws-crypto\/)/.test(name);
}

/** Imports that no arrow allows. */
export function forbiddenImports(files: readonly File[]): string[] {
  return files.flatMap((file) => {
    const from = placeOf(file.path);
    if (!(from.kind in ALLOWED)) return [`${file.path} stands in no part of the house`];
    return importsOf(file)
      .filter(({ target }) => !ALLOWED[from.kind](placeOf(target), from))
      .map(({ target }) => `${file.path} must not import ${target}`);
  });
}

/** Circles of imports that exist at run time; a circle of types is harmless. */
export function importCircles(files: readonly File[]): string[] {
  const next = new Map(
    files.map((file) => [
      file.path.replace(/\.ts$/, ''),
      importsOf(file)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (name: string, trail: string[]): void => {
    if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' -> '));
    if (trail.includes(name) || done.has(name)) return;
    for (const target of next.get(name) ?? []) walk(target, [...trail, name]);
    done.add(name);
  };
  for (const name of next.keys()) walk(name, []);
  return circles;
}
