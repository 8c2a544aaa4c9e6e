import { createServer, type Socket } from 'node:net'
import { MAY_WRITE, NO, socketIn, YES } from '../resources/lifeline.ts'

/**
 * The line between a run and its providers, in the run's folder. The system closes it when this process dies, however it
 * dies: a provider then ends. Before each write a provider asks over it whether the run still holds the stack's lock.
 */
export async function openLifeline(
  folder: string,
  mayWrite: () => Promise<boolean>,
): Promise<AsyncDisposable> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // A provider that was killed resets its end.
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (text: string) => {
      for (const asked of text) if (asked === MAY_WRITE) void answer(socket)
    })
  })
  const answer = async (socket: Socket): Promise<void> => {
    const allowed = await mayWrite().catch(() => false)
    socket.write(allowed ? YES : NO)
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketIn(folder), resolve)
  })
  server.unref()
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
