import * as pulumi from '@pulumi/pulumi'
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { REPOSITORY } from '../../provider/cli/repository.ts'
import { readAccessFiles } from '../../provider/files/read-access.ts'
import { buildModel } from '../../provider/model/build.ts'
import { desiredAccess } from '../../provider/model/desired.ts'
import { inputsOf } from '../../provider/resources/inputs.ts'
import { findEngine } from '../../provider/setup/engine.ts'

// The floor of a no-op preview: the same stack with the same inputs on the same engine, by resources that do nothing.
// Arguments: the folder of the access files, the state's URL, "preview" or "up".

const idle = {
  async diff() {
    return { changes: false }
  },
  async create(inputs: { asset: string }) {
    return { id: inputs.asset, outs: inputs }
  },
  async read(id: string, props: object) {
    return { id, props }
  },
}

class Idle extends pulumi.dynamic.Resource {
  constructor(name: string, inputs: object) {
    super(idle, name, { ...inputs }, {}, 'bench', 'Idle')
  }
}

const [root = '.', backend = '', command = 'preview'] = process.argv.slice(2)
const { files } = await readAccessFiles(root)
const { model } = buildModel(files, '2026-11-24')
const [client] = model?.clients ?? []
if (model === undefined || client === undefined) throw new Error(`There is no client below ${root}`)
const desired = desiredAccess(model, client, '2026-11-24')
const program = async (): Promise<void> => {
  for (const asset of desired.assets) new Idle(asset.id, inputsOf(desired, asset))
}
const engine = await findEngine({ project: REPOSITORY, env: process.env, say: () => undefined })
const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: 'floor', projectName: 'metagrant', program },
  {
    workDir: root,
    pulumiCommand: await PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root }),
    envVars: {
      PULUMI_BACKEND_URL: backend,
      PULUMI_CONFIG_PASSPHRASE: '',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_SKIP_CHECKPOINTS: 'true',
    },
  },
)
const options = { refresh: true, parallel: 8, color: 'never' as const, suppressProgress: true }
await (command === 'up' ? stack.up(options) : stack.preview({ ...options, onEvent: () => undefined }))
