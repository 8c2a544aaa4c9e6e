import { createInterface } from 'node:readline'
import { endTree } from './end-tree.ts'

// The process beside a command that ends its engines when the command is gone; `watchdog.ts` starts it and writes to it:
// "+mark", "+mark pid" and "-mark".

const running = new Map<string, number | undefined>()

for await (const line of createInterface({ input: process.stdin })) {
  const [mark = '', pid] = line.slice(1).split(' ')
  if (line.startsWith('+')) running.set(mark, pid === undefined ? undefined : Number(pid))
  else running.delete(mark)
}
await Promise.all([...running].map(([mark, pid]) => endTree({ mark, pid })))
