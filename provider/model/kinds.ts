/**
 * The five kinds of asset that access is managed on, in the order people read them.
 * Each name is the key used in files, plans, resources and the estate.
 */
export const ASSET_KINDS = ['ad_account', 'pixel', 'page', 'instagram', 'catalog'] as const

export type AssetKind = (typeof ASSET_KINDS)[number]

/** What each kind is called in sentences. */
export const KIND_TITLE: Readonly<Record<AssetKind, string>> = {
  ad_account: 'ad account',
  pixel: 'pixel',
  page: 'Page',
  instagram: 'Instagram account',
  catalog: 'catalog',
}

/** The kind as a sentence begins to speak of one: "an ad account". */
export function oneOfKind(kind: AssetKind): string {
  const title = KIND_TITLE[kind]
  return `${/^[aeio]/i.test(title) ? 'an' : 'a'} ${title}`
}
