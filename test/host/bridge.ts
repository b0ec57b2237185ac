// Lets a suite inside the extension host use the page's keyboard and eyes: a tiny server on this machine that takes
// { method, args } of PageDriver and answers { result } or { error }. The secret in its address keeps others out.

import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PageDriver } from './pageDriver';

export interface Bridge {
  readonly url: string;
  close(): void;
}

interface Question {
  readonly method: keyof PageDriver;
  readonly args: readonly unknown[];
}

/** The page may come later than the bridge, whose address the extension host must know from its start. */
export async function startBridge(page: Promise<PageDriver>): Promise<Bridge> {
  const secret = `/${randomUUID()}`;
  const server = http.createServer((request, response) => {
    if (request.url !== secret) {
      response.writeHead(404).end();
      return;
    }
    // An extension host in the page is of another origin.
    response.setHeader('Access-Control-Allow-Origin', '*');
    answer(request, page).then(
      (result) => response.end(JSON.stringify({ result })),
      (error: unknown) =>
        response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${secret}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(request: http.IncomingMessage, page: Promise<PageDriver>): Promise<unknown> {
  const { method, args } = JSON.parse(await text(request)) as Question;
  const driver = await page;
  const call = driver[method] as (...args: readonly unknown[]) => Promise<unknown>;
  return await call.apply(driver, [...args]);
}
