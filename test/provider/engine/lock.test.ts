import { spawn } from 'node:child_process'
import { hostname } from 'node:os'
import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isDead, lockIn } from '../../../provider/engine/lock.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

/** A process id that was in use and is no more. */
async function deadPid(): Promise<number> {
  const child = spawn('true')
  const pid = child.pid ?? 0
  await new Promise((resolve) => child.on('close', resolve))
  return pid
}

/** The engine's own lock file, as a run that was killed leaves it behind (written by 3.259 on a file back end). */
async function leaveLock(root: string, pid: number): Promise<void> {
  const folder = join(root, '.state/.pulumi/locks/organization/metagrant/acme')
  await mkdir(folder, { recursive: true })
  const content = { pid, username: 'root', hostname: hostname(), timestamp: '2026-11-24T10:00:00.000000001Z' }
  await writeFile(join(folder, '00000000-0000-4000-8000-000000000000.json'), JSON.stringify(content))
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

describe('isDead', () => {
  test('is certain only of processes of this machine', async () => {
    const lock = { holder: '', since: '', host: hostname(), pid: process.pid }
    expect(isDead(lock)).toBe(false)
    expect(isDead({ ...lock, pid: await deadPid() })).toBe(true)
    expect(isDead({ ...lock, pid: await deadPid(), host: 'another-machine' })).toBe(false)
  })
})

describe('apply on a locked state', () => {
  test('clears the lock of a dead process, and says so', { timeout: 120_000 }, async () => {
    await using place = await makeWorkplace()
    await place.json('apply', 'acme')
    await leaveLock(place.root, await deadPid())
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
