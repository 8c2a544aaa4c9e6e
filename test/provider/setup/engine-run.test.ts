import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { describe, expect, it } from 'vitest'
import { findEngine } from '../../../provider/setup/engine.ts'
import { serves } from '../../../provider/setup/engine-version.ts'
import { ROOT, tempFolder } from './support.ts'

describe('the engine that findEngine finds', { timeout: 120_000 }, () => {
  it('runs a program of the Automation API on a file back end', async () => {
    await using folder = await tempFolder()
    const engine = await findEngine({ project: ROOT, env: process.env, say: () => undefined })
    const command = await PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root })
    expect(command.version?.toString()).toBe(engine.version)
    expect(serves(engine.version, '3.259.0')).toBe(true)
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: 'smallest', projectName: 'engine-run', program: async () => ({ answer: 42 }) },
      {
        workDir: folder.path,
        pulumiCommand: command,
        envVars: {
          PULUMI_BACKEND_URL: `file://${folder.path}`,
          PULUMI_CONFIG_PASSPHRASE: '',
          PULUMI_SKIP_UPDATE_CHECK: 'true',
        },
      },
    )
    const { summary, outputs } = await stack.up()
    expect(summary.result).toBe('succeeded')
    expect(outputs['answer']?.value).toBe(42)
    expect(await readFile(join(folder.path, '.pulumi/stacks/engine-run/smallest.json'), 'utf8')).toContain(
      '"answer"',
    )
  })
})
