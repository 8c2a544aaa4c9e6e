import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENGINE_VERSION, EngineMissing, findEngine } from '../../../provider/setup/engine.ts'
import type { Fill } from '../../../provider/setup/place-engine.ts'
import { envWith, fakeEngine, tempFolder, type Folder } from './support.ts'

const CACHE = join('.tools', 'pulumi', ENGINE_VERSION)

/** Searches below a folder with ways of getting an engine that work, or fail for the reason given. */
async function search(
  folder: Folder,
  env: NodeJS.ProcessEnv,
  fails: { release?: string; build?: string } = {},
) {
  const said: string[] = []
  const tried: string[] = []
  const source = (how: 'release' | 'build') => {
    const fill: Fill = async ({ folder: into }) => {
      tried.push(how)
      if (fails[how] === undefined) await fakeEngine(folder, join(into.slice(folder.path.length), 'bin'))
      return fails[how]
    }
    return { how, doing: `Getting it by ${how}`, fill }
  }
  const say = (text: string): void => void said.push(text)
  const found = findEngine({ project: folder.path, env, say }, [source('release'), source('build')])
  return { tried, said, found: await found.catch((error: unknown) => error) }
}

describe('findEngine', () => {
  it('prefers one on PATH that is new enough to the copy of an earlier run', async () => {
    await using folder = await tempFolder()
    await fakeEngine(folder, join(CACHE, 'bin'))
    const path = await fakeEngine(folder, 'user', { version: '3.301.2' })
    const { found, tried, said } = await search(folder, envWith(path))
    expect(found).toEqual({ path, root: undefined, version: '3.301.2', how: 'PATH' })
    expect({ tried, said }).toEqual({ tried: [], said: [] })
  })

  it('prefers the copy of an earlier run to an older one on PATH, and says nothing', async () => {
    await using folder = await tempFolder()
    const path = await fakeEngine(folder, join(CACHE, 'bin'))
    const old = await fakeEngine(folder, 'user', { version: '3.100.0' })
    const { found, tried, said } = await search(folder, envWith(old))
    expect(found).toEqual({ path, root: join(folder.path, CACHE), version: ENGINE_VERSION, how: 'cache' })
    expect({ tried, said }).toEqual({ tried: [], said: [] })
  })

  it('fetches the release when there is none, and has it in the cache afterwards', async () => {
    await using folder = await tempFolder()
    const first = await search(folder, envWith())
    expect(first.found).toMatchObject({ path: join(folder.path, CACHE, 'bin'), how: 'release' })
    expect(first.tried).toEqual(['release'])
    const second = await search(folder, envWith())
    expect(second.found).toMatchObject({ how: 'cache' })
    expect(second.tried).toEqual([])
  })

  it('builds it when the release cannot be had, and says why', async () => {
    await using folder = await tempFolder()
    const { found, tried, said } = await search(folder, envWith(), { release: 'no such host' })
    expect(found).toMatchObject({ how: 'build', version: ENGINE_VERSION })
    expect(tried).toEqual(['release', 'build'])
    expect(said).toHaveLength(4)
    expect(said[1]).toContain('no such host')
  })

  it('does not take a half copy for an engine', async () => {
    await using folder = await tempFolder()
    await fakeEngine(folder, join(CACHE, 'bin'), { without: 'pulumi' })
    expect((await search(folder, envWith())).tried).toEqual(['release'])
  })

  it('throws EngineMissing with every reason when there is no way left, and leaves nothing behind', async () => {
    await using folder = await tempFolder()
    await mkdir(join(folder.path, 'empty'))
    const { found } = await search(folder, envWith(), { release: 'no such host', build: 'there is no Go' })
    expect(found).toBeInstanceOf(EngineMissing)
    expect(found).toMatchObject({ code: 'ENGINE_MISSING' })
    const { message } = found as EngineMissing
    for (const reason of ['none on PATH', 'no such host', 'there is no Go']) expect(message).toContain(reason)
    expect((await search(folder, envWith())).found).toMatchObject({ how: 'release' })
  })
})
