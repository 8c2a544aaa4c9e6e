import type { PulumiCommandOptions } from '@pulumi/pulumi/automation/index.js'
import type { Order } from './place-engine.ts'

/** An open network answers within this; a closed one must not delay the set-up. */
const PATIENCE_MS = 5_000
const RELEASES = 'https://get.pulumi.com'

/**
 * Installs the official release; returns the reason when it fails. Source: the Automation API's own installer, which
 * runs Pulumi's install.sh without a time limit: so the network is tried first.
 */
export async function downloadEngine({ folder, version }: Order): Promise<string | undefined> {
  try {
    await fetch(RELEASES, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    // Loading the SDK takes a second, which a run that finds its engine need not pay.
    const { PulumiCommand } = await import('@pulumi/pulumi/automation/index.js')
    // The option's type is another package's SemVer, but the SDK only prints it.
    const pinned = version as unknown as NonNullable<PulumiCommandOptions['version']>
    await PulumiCommand.install({ root: folder, version: pinned, skipVersionCheck: true })
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.split('\n')[0] ?? text
}
