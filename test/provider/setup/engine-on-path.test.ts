import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DYNAMIC_HOST, POLICY_HOST } from '../../../provider/setup/engine-files.ts'
import { engineOnPath } from '../../../provider/setup/engine-on-path.ts'
import { envWith, fakeEngine, tempFolder } from './support.ts'

const WANTED = '3.259.0'

describe('engineOnPath', () => {
  it('takes the first on PATH', async () => {
    await using folder = await tempFolder()
    const first = await fakeEngine(folder, 'first', { version: '3.300.0' })
    const second = await fakeEngine(folder, 'second')
    expect(await engineOnPath(envWith(first, second), WANTED)).toEqual({ path: first, version: '3.300.0' })
  })

  it('says why there is none, or why the first does not serve', async () => {
    await using folder = await tempFolder()
    const old = await fakeEngine(folder, 'old', { version: '3.258.9' })
    const good = await fakeEngine(folder, 'good')
    const broken = await folder.program('broken/pulumi', 'exit 1')
    expect(await engineOnPath(envWith(), WANTED)).toBe('there is none on PATH')
    expect(await engineOnPath({}, WANTED)).toBe('there is none on PATH')
    expect(await engineOnPath(envWith(old, good), WANTED)).toContain('3.258.9')
    expect(await engineOnPath(envWith(broken, good), WANTED)).toContain('does not start')
  })

  it.each([DYNAMIC_HOST, POLICY_HOST])('does not take an engine without %s', async (without) => {
    await using folder = await tempFolder()
    const bare = await fakeEngine(folder, 'bare', { without })
    const helpers = await folder.program(`helpers/${without}`)
    expect(await engineOnPath(envWith(bare), WANTED)).toContain(without)
    expect(await engineOnPath(envWith(bare, helpers), WANTED)).toEqual({ path: bare, version: WANTED })
  })

  it('finds the helpers beside the engine that a link on PATH stands for', async () => {
    await using folder = await tempFolder()
    const real = await fakeEngine(folder, 'real')
    const links = await folder.program('links/other')
    await symlink(join(real, 'pulumi'), join(links, 'pulumi'))
    expect(await engineOnPath(envWith(links), WANTED)).toEqual({ path: links, version: WANTED })
  })
})
