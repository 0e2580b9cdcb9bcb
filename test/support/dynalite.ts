import dynalite from 'dynalite';
import { demand } from './aws-error';
import { listen, Listening } from './http';

/** Dynalite, in this process; it starts with the first request. */
export class Dynalite {
  private server?: Promise<Listening>;

  /** Passes a request on; dynalite wants it signed, but does not verify that. */
  readonly send = async (operation: string, input: object): Promise<any> => {
    const signed = 'AWS4-HMAC-SHA256 Credential=a/20260101/bed/dynamodb/aws4_request, SignedHeaders=a, Signature=a';
    const type = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-date': '20260101T000000Z' };
    const headers = { ...type, 'x-amz-target': `DynamoDB_20120810.${operation}`, authorization: signed };
    const reply = await fetch(await this.url(), { method: 'POST', headers, body: JSON.stringify(input) });
    const { __type = '', message = '', Message = message, ...output }: any = await reply.json();
    demand(reply.ok, __type.split('#').pop(), Message);
    return output;
  };

  readonly close = async (): Promise<void> => (await this.server)?.close();

  private async url(): Promise<string> {
    this.server ??= listen(dynalite({ createTableMs: 0, deleteTableMs: 0 }));
    return (await this.server).url;
  }
}
