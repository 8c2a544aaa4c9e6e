import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { describe, expect, test } from 'vitest'
import { openStack } from '../../../provider/engine/open-stack.ts'
import { StateCut } from '../../../provider/engine/state-file.ts'
import { REPOSITORY } from '../../../provider/setup/repository.ts'

const CHECKPOINT = { version: 3, checkpoint: { latest: { resources: [] } } }

/** The command lines with which the engine is started to open "acme". */
async function startsFor(files: Readonly<Record<string, string>>, backend?: string): Promise<string[]> {
  const state = await mkdtemp(join(tmpdir(), 'metagrant-open-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(state, path, '..'), { recursive: true })
      await writeFile(join(state, path), text)
    }
    const starts: string[] = []
    const run = async (args: readonly string[]): Promise<unknown> => {
      starts.push(args.join(' '))
      return { stdout: '', stderr: '', code: 0 }
    }
    const engine = {
      root: REPOSITORY,
      env: { PULUMI_BACKEND_URL: backend ?? `file://${state}` },
      command: async () => ({ command: 'pulumi', version: null, run }) as unknown as PulumiCommand,
      policyPacks: [],
      today: '2026-11-24T12:00',
    } as const
    const stack = await openStack('acme', async () => undefined, engine, '')
    expect(stack.name).toBe('acme')
    return starts.map((start) => start.replace(' --non-interactive', ''))
  } finally {
    await rm(state, { recursive: true })
  }
}

describe('openStack', () => {
  const meta = { '.pulumi/meta.yaml': 'version: 1\n' }

  test('starts no engine for a stack whose file is there: the run itself names the stack', async () => {
    const file = { '.pulumi/stacks/metagrant/acme.json': JSON.stringify(CHECKPOINT) }
    expect(await startsFor({ ...meta, ...file })).toEqual([])
  })

  test('starts it once to create a stack that has no file', async () => {
    const other = { '.pulumi/stacks/metagrant/bloom.json': JSON.stringify(CHECKPOINT) }
    expect(await startsFor({ ...meta, ...other })).toEqual(['stack init acme'])
    expect(await startsFor({})).toEqual(['stack init acme'])
  })

  test('asks it for the stack where the file cannot tell', async () => {
    const newer = { '.pulumi/stacks/metagrant/acme.json': '{"version": 4}' }
    const asked = ['stack select --stack acme']
    expect(await startsFor({ ...meta, ...newer })).toEqual(asked)
    expect(await startsFor({ '.pulumi/meta.yaml': 'version: 2\n' })).toEqual(asked)
    expect(await startsFor({}, 's3://somewhere')).toEqual(asked)
  })

  test('asks nothing where the file is not complete: the finding names it', async () => {
    const cut = { '.pulumi/stacks/metagrant/acme.json': '{"version": 3, "check' }
    await expect(startsFor({ ...meta, ...cut })).rejects.toThrow(StateCut)
  })
})
