import { spawn } from 'node:child_process'
import { hostname, tmpdir } from 'node:os'
import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { holderOf } from '../../../provider/engine/holders.ts'
import { clearDeadLocks, lockIn } from '../../../provider/engine/lock.ts'
import { identityOf, type ProcessIdentity } from '../../../provider/engine/process-identity.ts'
import { lockFilesOf } from '../../../provider/engine/state-lock-files.ts'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

/** A process that was there and is no more. */
async function deadProcess(): Promise<ProcessIdentity> {
  const child = spawn('sleep', ['60'])
  const identity = identityOf(child.pid ?? 0)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.on('close', resolve))
  if (identity === undefined) throw new Error('Cannot see the process')
  return identity
}

function ownProcess(): ProcessIdentity {
  const identity = identityOf(process.pid)
  if (identity === undefined) throw new Error('Cannot see the process')
  return identity
}

const TAKEN = '2026-11-24T10:00:00.000000001Z'
const LOCKS = '.state/.pulumi/locks/organization/metagrant/acme'

/** The engine's own lock file, as a run that was killed leaves it behind (written by 3.259 on a file back end). */
async function leaveLock(root: string, pid: number, host = hostname()): Promise<void> {
  const folder = join(root, LOCKS)
  await mkdir(folder, { recursive: true })
  const content = { pid, username: 'root', hostname: host, timestamp: TAKEN }
  await writeFile(join(folder, '00000000-0000-4000-8000-000000000000.json'), JSON.stringify(content))
}

/** Our record of the engine that holds it. */
async function leaveRecord(root: string, who: ProcessIdentity, secondsBefore = 1): Promise<void> {
  const folder = join(root, '.state/.metagrant/engines')
  await mkdir(folder, { recursive: true })
  const record = { ...who, at: Date.parse(TAKEN) - secondsBefore * 1000, folder: '' }
  await writeFile(join(folder, `${who.pid}.json`), JSON.stringify(record))
}

async function holderIn(root: string): Promise<string | undefined> {
  const backend = `file://${root}/.state`
  const [lock] = (await lockFilesOf('acme', backend)) ?? []
  return lock === undefined ? undefined : holderOf(lock, backend)
}

describe('lockIn', () => {
  test('reads who holds the lock out of the refusal of the engine', () => {
    const text =
      'error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n  file:///x/.pulumi/locks/organization/metagrant/acme/1.json: created by root@vm (pid 123) at 2026-11-24T10:00:00Z'
    expect(lockIn(text)).toEqual({
      holder: 'root@vm (pid 123)',
      host: 'vm',
      pid: 123,
      since: '2026-11-24T10:00:00Z',
    })
    expect(lockIn('error: something else')).toBeUndefined()
  })
})

describe.skipIf(process.platform !== 'linux')('holderOf (by /proc)', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'metagrant-lock-'))
  })
  afterEach(() => rm(root, { recursive: true }))

  test('knows nothing of a holder by its host name and process id alone', async () => {
    await leaveLock(root, (await deadProcess()).pid)
    expect(await holderIn(root)).toBe('unknown')
  })

  test('is certain of an engine of this boot and pid namespace: it has ended, or its id is another process now', async () => {
    const dead = await deadProcess()
    await leaveLock(root, dead.pid)
    await leaveRecord(root, dead)
    expect(await holderIn(root)).toBe('dead')

    const own = ownProcess()
    await leaveLock(root, own.pid)
    await leaveRecord(root, own)
    expect(await holderIn(root)).toBe('alive')
    await leaveRecord(root, { ...own, started: '1' })
    expect(await holderIn(root)).toBe('dead')
  })

  test.each([
    ['of another boot, so perhaps of another machine of this name', { boot: 'another' }, hostname(), 1],
    ['in another pid namespace', { namespace: 'pid:[1]' }, hostname(), 1],
    ['on another host', {}, 'another-machine', 1],
    ['that had ended long before the lock was taken', {}, hostname(), 3600],
    ['that was started after the lock was taken', {}, hostname(), -3600],
  ])('knows nothing of an engine %s', async (_, other, host, secondsBefore) => {
    const dead = await deadProcess()
    await leaveLock(root, dead.pid, host)
    await leaveRecord(root, { ...dead, ...other }, secondsBefore)
    expect(await holderIn(root)).toBe('unknown')
  })

  test('clearDeadLocks removes the file that it judged, and no lock that another run has taken meanwhile', async () => {
    const dead = await deadProcess()
    await leaveLock(root, dead.pid)
    await leaveRecord(root, dead)
    const other = join(root, LOCKS, '11111111-0000-4000-8000-000000000000.json')
    await writeFile(
      other,
      JSON.stringify({ pid: 1, username: 'root', hostname: hostname(), timestamp: TAKEN }),
    )
    expect(await clearDeadLocks('acme', `file://${root}/.state`)).toMatchObject([{ pid: dead.pid }])
    expect(readdirSync(join(root, LOCKS))).toEqual(['11111111-0000-4000-8000-000000000000.json'])
  })
})

describe('apply on a locked state', () => {
  test('clears the lock of a dead process, and says so', { timeout: 120_000 }, async () => {
    await using place = await makeWorkplace()
    await place.json('apply', 'acme')
    const dead = await deadProcess()
    await leaveLock(place.root, dead.pid)
    await leaveRecord(place.root, dead)
    await place.edit('access/clients/acme.yaml', (text) => text.replace('ana@northlight.example, ', ''))
    const result = await place.json('apply', 'acme')
    expect([result.exit, codes(result)]).toEqual([0, ['STATE_LOCK_CLEARED']])
    expect(
      readdirSync(join(place.root, '.state/.pulumi/locks'), { recursive: true }).filter((name) =>
        String(name).endsWith('.json'),
      ),
    ).toEqual([])
  })

  test(
    'waits for nobody who is alive: it names the holder and writes nothing',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace()
      await place.json('apply', 'acme')
      place.emulator.requests.clear()
      await leaveLock(place.root, process.pid)
      await place.edit('access/clients/acme.yaml', (text) => text.replace('ana@northlight.example, ', ''))
      const result = await place.json('apply', 'acme')
      expect([result.exit, codes(result)]).toEqual([1, ['STATE_LOCKED']])
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )
})

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'two applies of one client (pid namespaces need root)',
  () => {
    test(
      'in two pid namespaces with one host name: the second is refused by name, unlock too, and the first ends well',
      { timeout: 180_000 },
      async () => {
        const slow: FaultInput = {
          match: { edge: 'POST page/assigned_users' },
          times: 1,
          outcome: { delay: 24_000 },
        }
        await using place = await makeWorkplace({ faults: [slow] })
        const command = [process.execPath, join(REPOSITORY, 'provider/bin.mjs'), 'apply', 'acme']
        const first = spawn('unshare', ['-pf', '--mount-proc', ...command], {
          cwd: place.root,
          env: place.env,
          stdio: 'ignore',
        })
        const ended = new Promise((resolve) => first.on('close', resolve))
        while (place.emulator.requests.counts().writes === 0) await sleep(10)
        const second = await place.json('apply', 'acme')
        expect([second.exit, codes(second)]).toEqual([1, ['STATE_LOCKED']])
        const unlock = await place.json('unlock', 'acme', '--yes')
        expect([unlock.exit, codes(unlock)]).toEqual([1, ['UNLOCK_HOLDER_ALIVE']])
        expect(await ended).toBe(0)
        expect((await place.json('preview', 'acme')).plans[0]).toMatchObject({ changes: [], recorded: 0 })
      },
    )
  },
)

describe('unlock', () => {
  test(
    'shows the holder, and removes the lock only when somebody confirms it',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace()
      await leaveLock(place.root, 123, 'runner-7')
      const asked = await place.json('unlock', 'acme')
      expect([asked.exit, codes(asked)]).toEqual([1, ['UNLOCK_NOT_CONFIRMED']])
      expect(JSON.parse(asked.raw)).toMatchObject({ locks: [{ host: 'runner-7', pid: 123, since: TAKEN }] })
      expect(await lockFilesOf('acme', `file://${place.root}/.state`)).toHaveLength(1)
      const done = await place.json('unlock', 'acme', '--yes')
      expect([done.exit, JSON.parse(done.raw)]).toMatchObject([0, { removed: 1 }])
      expect(await lockFilesOf('acme', `file://${place.root}/.state`)).toEqual([])
      expect((await place.run('unlock', 'acme')).out).toBe('acme has no lock\n')
    },
  )
})
