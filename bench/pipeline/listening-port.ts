import type { Server } from 'node:net';

/** The port of a server that listens on TCP; throws for one that does not. */
export const portOf = (server: Server): number => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
};
