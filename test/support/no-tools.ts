import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { REPOSITORY } from '../../provider/setup/repository.ts'

// `npm run quick` runs this before each file of tests. A test that starts one of these belongs to the list in
// vitest.config.ts: it fails here, so that quick stays quick without anybody watching.
const OWN_TOOLS = join(REPOSITORY, '.tools/')
const isOurs = (command: string): boolean => command.startsWith(OWN_TOOLS) || basename(command) === 'chromium'

type Start = (command: string, ...rest: unknown[]) => unknown

function guarded(start: Start): Start {
  return (command, ...rest) => {
    if (isOurs(command))
      throw new Error(
        `Cannot start "${command}" in quick. Fix: Add this file to NEEDS_TOOLS in vitest.config.ts`,
      )
    return start(command, ...rest)
  }
}

// One process runs many files: the functions are wrapped once.
const DONE = Symbol.for('metagrant.no-tools')
if (!Reflect.has(childProcess, DONE)) {
  Reflect.set(childProcess, DONE, true)
  for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'fork'] as const) {
    const start = childProcess[name] as unknown as Start
    const wrapped = guarded(start)
    const promised = Reflect.get(start, promisify.custom) as Start | undefined
    if (promised !== undefined) Reflect.set(wrapped, promisify.custom, guarded(promised))
    Reflect.set(childProcess, name, wrapped)
  }
  syncBuiltinESMExports()
}
