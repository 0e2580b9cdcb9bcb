import { TemplateJson } from '../support/template';

/** A value of a template for people: `‹Table.Arn›/index/*`, whatever the logical ids are. */
export function readable(template: TemplateJson, value: any): string {
  if (typeof value !== 'object' || value === null) return `${value}`;
  const [[name, content]] = Object.entries<any>(value);
  if (name === 'Ref') return `‹${kindOf(template, content)}›`;
  if (name === 'Fn::GetAtt') return `‹${kindOf(template, content[0])}.${content[1]}›`;
  if (name === 'Fn::Join') return content[1].map((part: unknown) => readable(template, part)).join(content[0]);
  if (name === 'Fn::Sub') return `${content}`;
  const plain = (_: string, each: any) => (isIntrinsic(each) ? readable(template, each) : each);
  return JSON.stringify(value, plain);
}

function isIntrinsic(value: any): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return names.length === 1 && /^(?:Ref|Fn::.+)$/.test(names[0]);
}

function kindOf(template: TemplateJson, id: string): string {
  return template.Resources[id]?.Type.split('::').slice(1).join(' ') ?? id;
}
