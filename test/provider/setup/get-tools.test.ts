import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getTools } from '../../../provider/setup/get-tools.ts'
import { findTool, TOOLS } from '../../../provider/setup/tools.ts'

const ACT = { name: 'act', version: TOOLS[0].version, program: 'act' } as const

describe('getTools', () => {
  let project: string
  const said: string[] = []

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'metagrant-tools-'))
    said.length = 0
  })
  afterEach(() => rm(project, { recursive: true }))

  async function putAct(folder: string): Promise<undefined> {
    await writeFile(join(folder, 'act'), '#!/bin/sh\n')
    await chmod(join(folder, 'act'), 0o755)
  }

  function get(fill: (folder: string) => Promise<string | undefined>): Promise<void> {
    const say = (text: string): void => void said.push(text.replace(/[\d.]+ s/, 'n s'))
    return getTools({ project, env: {}, say, onTerminal: false }, [{ ...ACT, fill }])
  }

  it('puts a tool into its place, says how long it took, and is silent the second time', async () => {
    await get(putAct)
    expect(await findTool('act', project, {})).toBe(join(project, '.tools', 'act', ACT.version, 'act'))
    await get(() => Promise.resolve('not to be asked'))
    expect(said).toEqual(['Getting act', 'Got act in n s'])
  })

  it('says why a tool cannot be had, and leaves nothing that looks like it', async () => {
    await get(async (folder) => {
      await writeFile(join(folder, 'act'), 'half of it')
      return 'there is no go'
    })
    expect(said.at(-1)).toBe('No act: there is no go')
    expect(await findTool('act', project, {})).toBeUndefined()
    expect(await readdir(join(project, '.tools', 'act'))).toEqual([])
  })

  it('gets a tool again that is there but does not start', async () => {
    const folder = join(project, '.tools', 'act', ACT.version)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'act'), '')
    await get(putAct)
    expect(await findTool('act', project, {})).toBeDefined()
  })

  it('gets a tool once when two ask at once', async () => {
    let asked = 0
    const fill = (folder: string): Promise<undefined> => {
      asked += 1
      return putAct(folder)
    }
    await Promise.all([get(fill), get(fill)])
    expect(asked).toBe(1)
  })
})
