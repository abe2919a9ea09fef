/**
 * Components: plain typed arrays of a pool (bots, creatures, items, ...). All arrays of a world lie in one arena, so that a copy of
 * the world is one copy of bytes. A component belongs to a world, not to a module: two worlds run side by side.
 */
export type CellType = 'u8' | 'u16' | 'i16' | 'i32' | 'f64';
export type CellArray = Uint8Array | Uint16Array | Int16Array | Int32Array | Float64Array;

interface Arrays {
  u8: Uint8Array;
  u16: Uint16Array;
  i16: Int16Array;
  i32: Int32Array;
  f64: Float64Array;
}
export const CELL_BYTES: Record<CellType, number> = { u8: 1, u16: 2, i16: 2, i32: 4, f64: 8 };
/** Number of each type, for a switch. */
export const CellKind = { i32: 0, u8: 1, u16: 2, i16: 3, f64: 4 } as const;
/** Least and greatest whole number of each type. A float has no range here (it holds every finite number), and 0 keeps all fields alike. */
const CELL_RANGE: Record<CellType, readonly [number, number]> = {
  u8: [0, 255],
  u16: [0, 65_535],
  i16: [-32_768, 32_767],
  i32: [-2_147_483_648, 2_147_483_647],
  f64: [0, 0],
};

/** A field: a cell type, or a cell type with the number of cells a row has (a name of the run's dimensions, or a number). */
export type FieldSpec = CellType | readonly [CellType, string | number];
export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

type TypeOf<F extends FieldSpec> = F extends CellType ? F : F extends readonly [infer T extends CellType, unknown] ? T : never;

export interface ComponentSpec<Name extends string = string, F extends FieldSpecs = FieldSpecs> {
  readonly name: Name;
  readonly pool: string;
  readonly fields: F;
  /** Cells of a row that make up one stored record: the row itself, or an element of it (bag slots, quest-log entries). */
  readonly recordBy: 'row' | 'element' | 'none';
}

/** Where one field lies and what a write to it touches. */
export class Field {
  readonly kind: (typeof CellKind)[CellType];
  /** Range of a cell of whole numbers, both ends included. */
  readonly min: number;
  readonly max: number;
  readonly isFloat: boolean;

  constructor(
    /** `component.field`, for messages and divergence reports. */
    readonly name: string,
    readonly id: number,
    readonly component: number,
    type: CellType,
    readonly array: CellArray,
    /** Cells a row. */
    readonly stride: number,
    /** Cells a stored record. */
    readonly perRecord: number,
    /** Number of this field's first cell in the numbering of all cells of the world: the address that is hashed. */
    readonly base: number,
  ) {
    this.kind = CellKind[type];
    this.isFloat = type === 'f64';
    this.min = CELL_RANGE[type][0];
    this.max = CELL_RANGE[type][1];
  }
}

export type Component<F extends FieldSpecs = FieldSpecs> = { readonly [K in keyof F]: Arrays[TypeOf<F[K]>] } & {
  readonly f: { readonly [K in keyof F]: Field };
  readonly id: number;
};

/** Declare a component: its name, its pool, the fields of a row, and what a stored record of it is. */
export function defineComponent<const Name extends string, const F extends FieldSpecs>(
  name: Name,
  pool: string,
  fields: F,
  recordBy: ComponentSpec['recordBy'] = 'row',
): ComponentSpec<Name, F> {
  return { name, pool, fields, recordBy };
}

/** Place of each field in a row's values, see `WritePath.setRow`. */
export function placesOf<F extends FieldSpecs>(spec: ComponentSpec<string, F>): { readonly [K in keyof F]: number } {
  return Object.fromEntries(Object.keys(spec.fields).map((name, place) => [name, place])) as { [K in keyof F]: number };
}

/** The components of a registry, by name. */
export type ComponentsOf<R extends readonly ComponentSpec[]> = {
  readonly [S in R[number] as S['name']]: Component<S['fields']>;
};
