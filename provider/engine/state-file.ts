import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { folderOfBackend } from './backend-folder.ts'
import { isOurs } from './urn.ts'
import { PROJECT } from './workspace.ts'

const PROPS = z.record(z.string(), z.unknown()).default({})

/** What is read of a deployment (FACT: `pulumi stack export` of 3.259 and its file back end write the same object). */
export const DEPLOYMENT = z.object({
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

export type Deployment = z.infer<typeof DEPLOYMENT>

const CHECKPOINT = z.object({ version: z.literal(3), checkpoint: z.object({ latest: DEPLOYMENT }) })

/**
 * The state of a stack from the file of a file back end, or that there is none. The engine has to answer for any other
 * back end, for another layout than that of projects (FACT: meta.yaml says version 1), and for a file that it cannot
 * unpack. Throws StateCut.
 */
export async function deploymentInFile(
  stack: string,
  backend: string,
): Promise<Deployment | 'none' | 'ask the engine'> {
  const folder = stateFolderOf(backend)
  if (folder === undefined) return 'ask the engine'
  const path = join(folder, 'stacks', PROJECT, `${stack}.json`)
  try {
    const bytes = (await contentOf(path)) ?? (await contentOf(`${path}.gz`))
    if (bytes === undefined) return (await hasProjects(folder)) ? 'none' : 'ask the engine'
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    const text = (isZipped ? gunzipSync(bytes) : bytes).toString('utf8')
    return CHECKPOINT.safeParse(whole(text, path)).data?.checkpoint.latest ?? 'ask the engine'
  } catch (error) {
    if (error instanceof StateCut) throw error
    return 'ask the engine'
  }
}

/** A state's file that ends in the middle, as a full disk leaves it. The engine would say so without a name. */
export class StateCut extends Error {
  readonly file: string

  constructor(file: string) {
    super(`${file} is not complete`)
    this.name = 'StateCut'
    this.file = file
  }
}

function whole(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new StateCut(path)
  }
}

function unlessCut(error: unknown): 'cut' {
  if (error instanceof StateCut) return 'cut'
  throw error
}

/**
 * The URNs of our resources in each stack of a file back end, with those that a dead run had begun to make; 'cut' for a
 * state whose file is not complete. The engine has to answer where one is unreadable.
 */
export async function urnsInFiles(
  backend: string,
): Promise<ReadonlyMap<string, readonly string[] | 'cut'> | 'ask the engine'> {
  const folder = stateFolderOf(backend)
  if (folder === undefined || !(await hasProjects(folder))) return 'ask the engine'
  const names = await readdir(join(folder, 'stacks', PROJECT)).catch(() => [])
  const stacks = new Set(names.flatMap((name) => /^([^.]+)\.json(\.gz)?$/.exec(name)?.[1] ?? []))
  const urns = new Map<string, readonly string[] | 'cut'>()
  for (const stack of stacks) {
    const found = await deploymentInFile(stack, backend).catch(unlessCut)
    if (found === 'ask the engine') return found
    if (found === 'none') continue
    urns.set(stack, found === 'cut' ? found : urnsIn(found))
  }
  return urns
}

const PENDING = z.object({ resource: z.object({ urn: z.string() }) })

function urnsIn({ resources, pending_operations: pending }: Deployment): string[] {
  const begun = pending.flatMap((one) => PENDING.safeParse(one).data?.resource ?? [])
  return [...new Set([...resources, ...begun].filter(isOurs).map(({ urn }) => urn))]
}

function stateFolderOf(backend: string): string | undefined {
  const folder = folderOfBackend(backend)
  return folder === undefined ? undefined : join(folder, '.pulumi')
}

async function hasProjects(folder: string): Promise<boolean> {
  const meta = await contentOf(join(folder, 'meta.yaml'))
  // A folder where no engine has worked yet holds no stack; of one that is not there, the engine says so.
  if (meta === undefined) return existsSync(dirname(folder)) && !existsSync(folder)
  return /^version: 1$/m.test(meta.toString('utf8'))
}

/** Undefined for a file that does not exist. */
async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
