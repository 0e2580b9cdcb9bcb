import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const NAME = /^[\w.~:@!&'()+,;=%-]+$/;
const PARAMETER = /^\{[\w.-]+\}$/;
/** Takes the rest of the path, so it can only stand at its end. */
const GREEDY = /^\{[\w.-]+\+\}$/;

/** `GET /notes/{id}` as it stands in an ARN: `GET/notes/*`. */
export function resourceOf(where: IConstruct, call: string): string {
  const [method, path, ...rest] = call.split(' ');
  if (!METHODS.includes(method) || !path?.startsWith('/') || rest.length > 0) {
    throw new AuthConfigError(
      where,
      `the call '${call}' is not a method and a path. Name one method (${METHODS.join(', ')}) and a path, as in 'GET /notes/{id}'.`,
    );
  }
  const segments = path.slice(1).split('/');
  if (path !== '/' && !isPlain(segments)) {
    throw new AuthConfigError(
      where,
      `the path of '${call}' is not a plain one. Begin with a name, and use names, parameters such as {id}, and {proxy+} at the end.`,
    );
  }
  return [method, ...segments.map((segment) => (segment.startsWith('{') ? '*' : segment))].join('/');
}

function isPlain([first, ...others]: string[]): boolean {
  const last = others.at(-1);
  return (
    NAME.test(first) &&
    others.every((each) => NAME.test(each) || PARAMETER.test(each) || (each === last && GREEDY.test(each)))
  );
}
