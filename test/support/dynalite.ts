import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { demand } from '../local-aws/kernel';

/** Dynalite, in this process; it starts with the first request. */
export class Dynalite {
  private server?: Server;

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

  readonly close = (): void => void this.server?.close();

  private async url(): Promise<string> {
    if (!this.server) {
      const server = (this.server = dynalite({ createTableMs: 0, deleteTableMs: 0 }));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}
