import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import type { EngineSettings } from './engine-settings.ts'
import { backendOf, lookAtStack, PROJECT, stackSizes } from './workspace.ts'

/** The key that the Node host adds to a dynamic resource's properties: its provider's code. */
const HOST_KEY = '__provider'

type KeptProps = Readonly<Record<string, unknown>>

/** One resource of a stack as the last run left it, without what belongs to the engine's host. */
export type KeptResource = {
  readonly urn: string
  readonly name: string
  readonly inputs: KeptProps
  readonly outputs: KeptProps
}

/** The state of a stack. */
export type KeptState = {
  readonly resources: readonly KeptResource[]
  /** Only the engine itself knows what these mean: operations of a run that died, half-replaced resources. */
  readonly needsEngine: boolean
}

const PROPS = z.record(z.string(), z.unknown()).default({})

/** What is read of a deployment (FACT: `pulumi stack export` of 3.259 and its file back end write the same object). */
const DEPLOYMENT = z.object({
  resources: z
    .array(
      z.object({
        urn: z.string(),
        inputs: PROPS,
        outputs: PROPS,
        delete: z.boolean().default(false),
        taint: z.boolean().default(false),
      }),
    )
    .default([]),
  pending_operations: z.array(z.unknown()).default([]),
})

const CHECKPOINT = z.object({ version: z.literal(3), checkpoint: z.object({ latest: DEPLOYMENT }) })

const OUR_TYPE = /^pulumi-nodejs:dynamic\/metagrant:/

/**
 * The state of a stack; undefined when there is no such stack. A file back end's own file is read as it is, in a
 * millisecond; every other back end is asked through the engine, in about half a second. Throws what the engine throws.
 */
export async function keptState(stack: string, engine: EngineSettings): Promise<KeptState | undefined> {
  const inFile = await fromFile(stack, await backendOf(engine))
  if (inFile !== undefined) return stateFrom(inFile)
  if (!(await stackSizes(engine)).has(stack)) return undefined
  const { deployment } = await (await lookAtStack(stack, engine)).exportStack()
  return stateFrom(DEPLOYMENT.parse(deployment ?? {}))
}

/** Undefined for what only the engine can answer: another back end, another layout, or no file. */
async function fromFile(stack: string, backend: string): Promise<z.infer<typeof DEPLOYMENT> | undefined> {
  // Of "file://~" and relative paths the engine has its own reading.
  if (!backend.startsWith('file:///')) return undefined
  const folder = fileURLToPath(backend)
  const path = `${folder}/.pulumi/stacks/${PROJECT}/${stack}.json`
  const bytes = (await contentOf(path)) ?? (await contentOf(`${path}.gz`))
  if (bytes === undefined) return undefined
  try {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    const text = (isZipped ? gunzipSync(bytes) : bytes).toString('utf8')
    return CHECKPOINT.safeParse(JSON.parse(text)).data?.checkpoint.latest
  } catch {
    // A damaged file: the engine names what is wrong with it.
    return undefined
  }
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined)
}

function stateFrom({ resources, pending_operations }: z.infer<typeof DEPLOYMENT>): KeptState {
  const ours = resources.filter(({ urn }) => OUR_TYPE.test(urn.split('::').at(-2) ?? ''))
  return {
    resources: ours.map(({ urn, inputs, outputs }) => ({
      urn,
      name: urn.split('::').at(-1) ?? urn,
      inputs: withoutHostKey(inputs),
      outputs: withoutHostKey(outputs),
    })),
    needsEngine: pending_operations.length > 0 || ours.some((one) => one.delete || one.taint),
  }
}

function withoutHostKey({ [HOST_KEY]: _code, ...own }: KeptProps): KeptProps {
  return own
}
