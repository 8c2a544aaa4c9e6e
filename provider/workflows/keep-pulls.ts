import type { RunContext } from '../runs/wiring/context.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { putPull, type OwnPull } from '../github/put-pull.ts'
import type { Client } from '../model/model.ts'

/** A line of Markdown for each pull request that is kept, findings for the others, and the commits that were made. */
export type KeptPulls = {
  readonly lines: readonly string[]
  readonly findings: readonly Finding[]
  readonly made: readonly string[]
}

/**
 * Keeps one pull request for each client: the one that `pullOf` returns, or its findings. A pull request that cannot be
 * made, or that GitHub refuses, stops no other.
 */
export async function keepPulls(
  { progress }: RunContext,
  github: GitHub,
  clients: readonly Client[],
  pullOf: (client: Client) => Promise<OwnPull | { readonly findings: readonly Finding[] }>,
): Promise<KeptPulls> {
  const lines: string[] = []
  const findings: Finding[] = []
  const made: string[] = []
  for (const client of clients) {
    progress(`Checking ${client.slug}`)
    const pull = await pullOf(client)
    if ('findings' in pull) {
      findings.push(...pull.findings)
      continue
    }
    const put = await telling(findings, () => putPull(github, pull))
    if (put === undefined) continue
    const { did, number } = put
    if (put.made !== undefined) made.push(put.made)
    lines.push(`- \`${client.slug}\`: ${did}${number === undefined ? '' : ` #${number}`}`)
  }
  return { lines, findings, made }
}
