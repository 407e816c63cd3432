/** The central bank's own specification of the API Pix as a judge of requests and answers. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import type { Wire } from '../harness.ts';

/** Beside the project's folder; the file is not part of the project. */
const file = new URL('../../../../shared/reference/pix-openapi.yaml', import.meta.url);

export const hasSpecification = existsSync(file);

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

export interface Judge {
  /** What is wrong with a body by the schema of that name (`CobGerada`). */
  wrong(schema: string, body: unknown): readonly string[];
}

/** Reads the specification, version 2.9.0, with its known slips mended. */
export function openSpecification(): Judge {
  const specification: Wire = parse(readFileSync(file, 'utf8'));
  const schemas = mended(specification.components.schemas);
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addFormat('date-time', RFC_3339);
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  ajv.addFormat('uri', /^[^\s]+$/);
  ajv.addSchema({ $id: 'pix', components: { schemas } });
  const judges = new Map<string, ValidateFunction>();
  return {
    wrong(name, body) {
      const known = judges.get(name);
      const judge = known ?? ajv.compile({ $ref: `pix#/components/schemas/${name}` });
      judges.set(name, judge);
      judge(body);
      return (judge.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
    },
  };
}

/** The slips of the specification that would refuse its own examples (sheet on Pix, 1.9), each mended here and nowhere else. */
function mended(schemas: Wire): Wire {
  anchor(schemas);
  // PixConsultados asks for `cobs` where the list is `pix`; the lists of charges for an `idCob` that does not exist.
  schemas.PixConsultados.required = ['parametros', 'pix'];
  for (const name of ['CobsConsultadas', 'CobsVConsultadas'])
    schemas[name].properties.cobs.items.allOf[1].required = ['status', 'txid'];
  // The address of the receiver is asked of the charge instead of the receiver.
  delete schemas.DadosRecebedor.required;
  // The examples of a charge have neither txid nor time in `loc`, and no `location` beside it.
  for (const name of ['CobGerada', 'CobVGerada'])
    for (const part of schemas[name].allOf as Wire[])
      if (part.properties?.loc !== undefined) part.properties.loc.required = ['id', 'tipoCob'];
  const due = schemas.CobVGerada as { required: readonly string[] };
  due.required = due.required.filter((one) => one !== 'location');
  // `tipoCob` is asked of a location that is named by its id, and is not among the properties.
  schemas.PayloadLocationCob.required = ['id'];
  // Either kind of discount has to exclude the other, or none is exactly one.
  schemas.CobVValor.properties.desconto.oneOf[0].required = ['descontoDataFixa'];
  // The example of a webhook has the key, not the CNPJ.
  schemas.WebhookCompleto.required = ['webhookUrl', 'criacao'];
  // The length of a list is written as the size of a number.
  delete schemas.CobBase.properties.infoAdicionais.maximum;
  return schemas;
}

/** CPF patterns carry literal slashes, the others lack anchors. */
function anchor(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('pattern' in node && typeof node.pattern === 'string')
    node.pattern = `^(?:${node.pattern.replace(/^\/\^|\$\/$|^\^|\$$/g, '')})$`;
  for (const value of Object.values(node) as unknown[]) anchor(value);
}
