import { spawnSync } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { oneAtATime } from '../../../provider/setup/one-at-a-time.ts'
import { tempFolder } from './support.ts'

const ignore = (): void => undefined

describe('oneAtATime', () => {
  it('never lets two work at once, and lets each work', async () => {
    await using folder = await tempFolder()
    let [working, most, done] = [0, 0, 0]
    const work = async (): Promise<void> => {
      most = Math.max(most, ++working)
      await sleep(20)
      working--
      done++
    }
    const lock = join(folder.path, 'lock')
    await Promise.all(Array.from({ length: 4 }, () => oneAtATime(lock, ignore, work)))
    expect({ most, done }).toEqual({ most: 1, done: 4 })
    expect(await readdir(folder.path)).toEqual([])
  })

  it('clears the lock of a dead process without waiting', async () => {
    await using folder = await tempFolder()
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const lock = join(folder.path, 'lock')
    await writeFile(lock, String(pid))
    const waited: number[] = []
    expect(
      await oneAtATime(
        lock,
        (holder) => waited.push(holder),
        async () => 'worked',
      ),
    ).toBe('worked')
    expect(waited).toEqual([])
  })

  it('waits for a living process, tells once whom for, and goes on when it lets go', async () => {
    await using folder = await tempFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, String(process.ppid))
    const waited: number[] = []
    let worked = false
    const work = oneAtATime(
      lock,
      (holder) => waited.push(holder),
      async () => (worked = true),
    )
    await sleep(700)
    expect({ worked, waited }).toEqual({ worked: false, waited: [process.ppid] })
    await rm(lock)
    await work
    expect(worked).toBe(true)
  })

  it('gives the lock back when the work throws', async () => {
    await using folder = await tempFolder()
    const lock = join(folder.path, 'lock')
    await expect(oneAtATime(lock, ignore, () => Promise.reject(new Error('broke')))).rejects.toThrow('broke')
    expect(await readdir(folder.path)).toEqual([])
  })
})
