import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { brief } from '../findings/phrases.ts'
import type { AssetRef, Refusal } from './change.ts'
import { titleOf } from './titles.ts'

/** An asset over which its file has no say, as a finding at its line. */
export function refusalFinding(
  client: string,
  asset: AssetRef,
  because: Refusal,
  at: Address | undefined,
): Finding {
  const about = { asset: titleOf(asset), client }
  if (because.for === 'other-name')
    return finding('ASSET_NAME_UNPROVEN', { ...about, id: asset.id, name: yamlText(asset.name) }, at)
  const { id, name } = because.owner
  return finding(
    'ASSET_OF_ANOTHER',
    { ...about, owner: name === undefined ? id : `${id} "${brief(name)}"` },
    at,
  )
}

/** An asset whose name in the file is not Meta's. */
export function nameFinding(client: string, asset: AssetRef, at: Address | undefined): Finding[] {
  return asset.nameInFile === undefined
    ? []
    : [finding('ASSET_NAME_DIFFERS', { asset: titleOf(asset), client, name: yamlText(asset.name) }, at)]
}

/** A name as it can be typed into a YAML file. */
function yamlText(name: string): string {
  return JSON.stringify(name)
}
