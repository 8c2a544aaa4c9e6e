import { createInterface } from 'node:readline'
import { endTree } from './end-tree.ts'

// The process beside a command that ends its engines when the command is gone; `watchdog.ts` starts it and writes to it.

const running = new Set<number>()

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1))
  if (line.startsWith('+')) running.add(pid)
  else running.delete(pid)
}
await Promise.all([...running].map((pid) => endTree(pid)))
