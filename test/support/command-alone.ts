import { main } from '../../provider/cli/main.ts'
import { stopOnSignals } from '../../provider/runs/wiring/stop-on-signals.ts'
import { NOW } from './workplace.ts'

// A command of its own process, which a test can kill. Arguments: the repository's root, "pack" or "no-pack", the command.
const [root = '.', pack, ...args] = process.argv.slice(2)
const output = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  progress: () => undefined,
  settle: () => undefined,
  width: 80,
}
process.exitCode = await main(args, {
  root,
  env: process.env,
  output,
  progress: output.progress,
  stop: stopOnSignals((text) => output.err(`${text}\n`)),
  now: () => NOW,
  ...(pack === 'pack' ? {} : { withoutPack: true }),
})
