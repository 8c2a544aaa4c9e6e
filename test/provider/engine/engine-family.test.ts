import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { endProcesses, marked, until } from '../../support/marked.ts'

/** One plugin after the other, each in a session of its own, which nobody waits for and which take no hint. */
const PLUGINS = `for i in $(seq 60); do setsid sh -c 'trap "" INT TERM HUP; sleep 0.05; sleep 30' & sleep 0.1; done`

/** An engine that ends when it is asked to, and one that does not. */
const ENGINES = [PLUGINS, `trap '' INT; ${PLUGINS}`]

/** Milliseconds after the call of the engine at which its command is killed: before, while and after it starts. */
const MOMENTS = Array.from({ length: 10 }, (_, index) => index * 5)

test.skipIf(process.platform !== 'linux')(
  'an engine whose command is killed at any moment leaves no process',
  { timeout: 90_000 },
  async () => {
    const [name, processes] = marked()
    const standIn = join(REPOSITORY, 'test/support/stand-in-engine.ts')
    const kill = async (after: number, index: number): Promise<void> => {
      const child = spawn(process.execPath, [standIn, ENGINES[index % ENGINES.length] ?? ''], {
        env: { PATH: process.env['PATH'], ...name },
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      await once(child.stdout, 'data')
      await sleep(after)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    try {
      await Promise.all(MOMENTS.map(kill))
      await until(() => processes().length === 0, 30_000)
      // Nothing was about to begin.
      await sleep(300)
      expect(processes()).toEqual([])
    } finally {
      endProcesses(processes)
    }
  },
)
