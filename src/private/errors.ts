import { IConstruct } from 'constructs';

/**
 * Bad input, refused at synth: where, what is wrong, what to do.
 *
 * Our own class, because the CDK's `ValidationError` is internal and has changed its constructor.
 */
export class AuthConfigError extends Error {
  /**
   * @param where the construct, or the path of one that is not made because of the error
   * @param sentence what is wrong and what to do
   */
  constructor(where: IConstruct | string, sentence: string) {
    super(`${typeof where === 'string' ? where : where.node.path}: ${sentence}`);
    this.name = 'AuthConfigError';
  }
}
