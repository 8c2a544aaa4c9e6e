import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { endTree } from './end-tree.ts'
import type { Watched } from './watchdog.ts'

// The process beside a command that ends its engines and removes its folders when the command is gone; `watchdog.ts`
// starts it and writes to it, a line of JSON for each begin ("watch") and end ("over").

const running = new Map<string, Watched>()

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line) as { readonly watch: Watched } | { readonly over: string }
  if ('watch' in told) running.set(told.watch.name, told.watch)
  else running.delete(told.over)
}
const left = [...running.values()]
await Promise.all(
  left.flatMap(({ name, engine }) => (engine ? endTree({ mark: name, pid: engine.pid }) : [])),
)
// An engine may write into the folder of its run until it has ended.
await Promise.all(
  left.flatMap(({ name, engine }) => (engine ? [] : rm(name, { recursive: true, force: true }))),
)
