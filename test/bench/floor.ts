import module from 'node:module'
import * as pulumi from '@pulumi/pulumi'
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { readAccessFiles } from '../../provider/files/read-access.ts'
import { buildModel } from '../../provider/model/build.ts'
import { desiredAccess } from '../../provider/model/desired.ts'
import { factsOf } from '../../provider/model/kinds.ts'
import { inputsOf } from '../../provider/resources/inputs.ts'
import { findEngine } from '../../provider/setup/engine.ts'

// The floor of a no-op preview: the same stack, with the same names, types and inputs, on the same engine, by resources
// that do nothing. Arguments: the folder of the access files, the state's URL, "preview" or "up", and, where the engine is
// to hold it as it does for us, the policy pack.

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
  constructor(type: string, name: string, inputs: object) {
    super(idle, name, { ...inputs }, {}, 'metagrant', type)
  }
}

// As the command does: the floor must not lose for want of a cache.
module.enableCompileCache()
const cache = module.getCompileCacheDir()
const TODAY = '2026-11-24'

const [root = '.', backend = '', command = 'preview', pack] = process.argv.slice(2)
const { files } = await readAccessFiles(root)
const { model } = buildModel(files, TODAY)
const [client] = model?.clients ?? []
if (model === undefined || client === undefined) throw new Error(`There is no client below ${root}`)
const desired = desiredAccess(model, client, TODAY)
const program = async (): Promise<void> => {
  for (const asset of desired.assets)
    new Idle(factsOf(asset.kind).resourceType, asset.id, inputsOf(desired, asset))
}
const engine = await findEngine({ project: REPOSITORY, env: process.env, say: () => undefined })
const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: client.slug, projectName: 'metagrant', program },
  {
    workDir: root,
    pulumiCommand: await PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root }),
    envVars: {
      PULUMI_BACKEND_URL: backend,
      PULUMI_CONFIG_PASSPHRASE: '',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_SKIP_CHECKPOINTS: 'true',
      METAGRANT_ROOT: root,
      METAGRANT_TODAY: TODAY,
      ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }),
    },
  },
)
const options = {
  refresh: true,
  parallel: 8,
  color: 'never' as const,
  suppressProgress: true,
  ...(pack === undefined ? {} : { policyPacks: [pack] }),
}
await (command === 'up' ? stack.up(options) : stack.preview({ ...options, onEvent: () => undefined }))
