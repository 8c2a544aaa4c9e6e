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
  if (because.for === 'ours') return finding('ASSET_OF_AGENCY', { ...about, id: asset.id }, at)
  const { owner } = because
  if (because.for === 'not-ours') {
    const shown = owner === undefined ? 'Meta does not list it as ours' : `its owner is ${ownerWords(owner)}`
    return finding('ASSET_NOT_OF_AGENCY', { ...about, id: asset.id, shown }, at)
  }
  return finding('ASSET_OF_ANOTHER', { ...about, owner: ownerWords(because.owner) }, at)
}

function ownerWords({ id, name }: { readonly id: string; readonly name?: string }): string {
  return name === undefined ? id : `${id} "${brief(name)}"`
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
