import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface UdpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** @param answer the packets that go back to the sender */
export async function serveUdp(answer: (message: Buffer) => readonly Buffer[]): Promise<UdpServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    answer(message).forEach((packet) => socket.send(packet, port, address));
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
