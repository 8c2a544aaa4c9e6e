import type { Loaded } from './wiring/load.ts'
import { join } from 'node:path'
import type { Machine } from '../doctor/machine.ts'
import { notSeen, seen } from '../github/seen.ts'
import type { Finding } from '../findings/finding.ts'
import { GRAPH_VERSION } from '../graph/api.ts'
import { AGENCY_TOKEN, clientTokenVariable, factsOfToken } from '../graph/connect.ts'
import { findingOf } from '../graph/finding-of.ts'
import { GraphError } from '../graph/graph-error.ts'
import { versionFindings } from '../graph/version-calendar.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Client } from '../model/model.ts'
import { tokenFindings } from '../scan/tokens.ts'
import { ENGINE_VERSION } from '../setup/engine.ts'
import { missingIn } from '../setup/engine-files.ts'
import { engineOnPath } from '../setup/engine-on-path.ts'
import type { RunContext } from './wiring/context.ts'
import { REPOSITORY } from '../setup/repository.ts'

const NODE_WANTED = 24

/** Inspects the machine. It downloads, builds and writes nothing, and shows no token. */
export async function lookAtMachine(context: RunContext, loaded: Loaded): Promise<Machine> {
  const { findings, policy } = loaded
  return {
    node: Number(process.versions.node.split('.')[0]),
    nodeWanted: NODE_WANTED,
    engineMissing: await engineMissing(context.env),
    files: [...findings, ...policy].filter(({ severity }) => severity === 'error'),
    graphVersion: versionFindings(GRAPH_VERSION, context.now().getTime()),
    tokens: await Promise.all(tokensOf(context, loaded).map((token) => lookAtToken(context, token))),
  }
}

type TokenLook = { readonly variable: string; readonly file: string; readonly kinds: readonly AssetKind[] }

/** Our own token, for every kind in use, and the client tokens that the environment must hold. */
function tokensOf({ env }: RunContext, { model }: Loaded): TokenLook[] {
  const clients = model?.clients ?? []
  const ours = { variable: AGENCY_TOKEN, file: AGENCY_FILE, kinds: kindsOf(clients) }
  const theirs = clients
    .filter(({ clientSide }) => clientSide === 'by-token')
    .map((client) => {
      return { variable: clientTokenVariable(env, client.slug), file: client.file, kinds: kindsOf([client]) }
    })
  return [...new Map([ours, ...theirs].map((token) => [token.variable, token])).values()]
}

function kindsOf(clients: readonly Client[]): AssetKind[] {
  return [...new Set(clients.flatMap(({ assets }) => assets.map(({ kind }) => kind)))]
}

async function lookAtToken({ env, now }: RunContext, { variable, file, kinds }: TokenLook) {
  const facts = await factsOfToken(env, variable)
  if (facts === undefined)
    return { variable, looked: notSeen<readonly Finding[]>('the variable is empty here') }
  const at = { file }
  if (!(facts instanceof GraphError))
    return { variable, looked: seen(tokenFindings({ variable, at, kinds, facts }, now())) }
  if (facts.kind === 'token') return { variable, looked: seen([findingOf(facts, variable, at, variable)]) }
  return { variable, looked: notSeen<readonly Finding[]>(`Meta does not show it: ${facts.facts.message}`) }
}

async function engineMissing(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const onPath = await engineOnPath(env, ENGINE_VERSION)
  if (typeof onPath !== 'string') return undefined
  const missing = await missingIn([join(REPOSITORY, '.tools', 'pulumi', ENGINE_VERSION, 'bin')])
  return missing === undefined ? undefined : onPath
}
