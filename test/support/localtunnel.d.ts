/** The stock client, version 2.0.2, as far as the tests use it; the package brings no types. */
declare module 'localtunnel' {
  import type { EventEmitter } from 'node:events';

  interface Client extends EventEmitter {
    readonly url?: string;
    close(): void;
  }

  interface Options {
    readonly host: string;
    readonly port: number;
    readonly subdomain: string;
  }

  function localtunnel(options: Options, done: (error: Error | null) => void): Client;
  export = localtunnel;
}
