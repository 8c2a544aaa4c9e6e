import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { placeEngine, type Fill } from '../../../provider/setup/place-engine.ts'
import { envWith, fakeEngine, ROOT, tempFolder, type Folder } from './support.ts'

const VERSION = '3.259.0'

function place(
  folder: Folder,
  fill: Fill,
  say: (text: string) => void = () => undefined,
): Promise<string | undefined> {
  return placeEngine(join(folder.path, VERSION), { version: VERSION, env: envWith() }, say, fill)
}

function filling(folder: Folder, what: { version?: string; without?: string } = {}): Fill {
  return async ({ folder: into }) => {
    await fakeEngine(folder, join(into.slice(folder.path.length), 'bin'), what)
    return undefined
  }
}

describe('placeEngine', () => {
  it('puts a whole engine into its place and leaves nothing else', async () => {
    await using folder = await tempFolder()
    expect(await place(folder, filling(folder))).toBeUndefined()
    expect(await readdir(folder.path)).toEqual([VERSION])
    expect((await readdir(join(folder.path, VERSION, 'bin'))).length).toBe(3)
    expect((await stat(join(folder.path, VERSION))).mode & 0o777).toBe(0o755)
  })

  it('does nothing when one is in its place', async () => {
    await using folder = await tempFolder()
    await fakeEngine(folder, join(VERSION, 'bin'))
    expect(await place(folder, () => Promise.reject(new Error('was called')))).toBeUndefined()
  })

  it.each([
    ['another version', { version: '3.1.0' }, '3.1.0'],
    ['no engine', { without: 'pulumi' }, 'without pulumi'],
    ['no helper', { without: 'pulumi-resource-pulumi-nodejs' }, 'without pulumi-resource-pulumi-nodejs'],
  ])('refuses %s, says so and leaves nothing', async (_, what, reason) => {
    await using folder = await tempFolder()
    expect(await place(folder, filling(folder, what))).toContain(reason)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('leaves nothing when the work fails or throws', async () => {
    await using folder = await tempFolder()
    expect(await place(folder, async () => 'no network')).toBe('no network')
    await expect(place(folder, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('lets a second call wait for the first and use its engine', async () => {
    await using folder = await tempFolder()
    const said: string[] = []
    const started = Promise.withResolvers<void>()
    const first = place(folder, async (order) => {
      started.resolve()
      await sleep(300)
      return filling(folder)(order)
    })
    await started.promise
    const second = place(
      folder,
      () => Promise.reject(new Error('was called')),
      (text) => said.push(text),
    )
    expect(await Promise.all([first, second])).toEqual([undefined, undefined])
    expect(said).toEqual([expect.stringContaining(String(process.pid))])
  })

  it('repairs what a killed process left: its lock, its half folder and a half engine', async () => {
    await using folder = await tempFolder()
    const half = join(folder.path, 'half-done')
    const script = `
      import { placeEngine } from ${JSON.stringify(join(ROOT, 'provider/setup/place-engine.ts'))}
      import { mkdirSync, writeFileSync } from 'node:fs'
      await placeEngine(${JSON.stringify(join(folder.path, VERSION))}, { version: '${VERSION}', env: {} }, () => {}, async ({ folder }) => {
        mkdirSync(folder + '/bin')
        writeFileSync(folder + '/bin/pulumi', 'half of it', { mode: 0o755 })
        writeFileSync(${JSON.stringify(half)}, '')
        await new Promise((done) => setTimeout(done, 60_000))
      })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    while (!existsSync(half)) await sleep(20)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await readdir(folder.path)).filter((name) => name.startsWith(VERSION))).toHaveLength(2)
    await mkdir(join(folder.path, VERSION))
    await writeFile(join(folder.path, VERSION, 'stray'), '')
    expect(await place(folder, filling(folder))).toBeUndefined()
    expect((await readdir(folder.path)).sort()).toEqual([VERSION, 'half-done'])
    expect(await readdir(join(folder.path, VERSION))).toEqual(['bin'])
  })
})
