import { mkdir } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { findEngine } from '../../provider/setup/engine.ts'

// Runs the Pulumi program of Pulumi.yaml (provider/index.ts, started in its folder) as the official CLI does: without
// our commands, so without their inventory. Arguments: the repository's root, the stack, "preview" or "up".
const [root = '.', stackName = '', command = 'preview'] = process.argv.slice(2)
await mkdir(`${root}/.state`, { recursive: true })
process.chdir(`${root}/provider`)
const engine = await findEngine({ project: REPOSITORY, env: process.env, say: () => undefined })
const stack = await LocalWorkspace.createOrSelectStack(
  {
    stackName,
    projectName: 'metagrant',
    program: async () => void (await import(pathToFileURL(`${root}/provider/index.ts`).href)),
  },
  {
    workDir: root,
    pulumiCommand: await PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root }),
    envVars: {
      PULUMI_BACKEND_URL: `file://${root}/.state`,
      PULUMI_CONFIG_PASSPHRASE: '',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
    },
  },
)
const options = { refresh: true, color: 'never' as const }
try {
  const summary =
    command === 'up'
      ? (await stack.up(options)).summary.resourceChanges
      : (await stack.preview({ ...options, onEvent: () => undefined })).changeSummary
  process.stdout.write(JSON.stringify(summary))
} catch (error) {
  process.stderr.write(String(error))
  process.exit(1)
}
