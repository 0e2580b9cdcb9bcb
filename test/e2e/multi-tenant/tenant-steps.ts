import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { Cast } from './cast';

const DENIED = /AccessDenied/;
const PLAN = 'documents/acme/plan.txt';

/** Documents in folders, by tenant. */
export function documentSteps(cast: Cast): Step[] {
  const { ada, adam, gina, nemo, operator } = cast;
  return [
    {
      asks: 'ada writes a document, and adam of the same tenant reads and lists it',
      run: async () => {
        await cast.as(ada).documents.write(PLAN, 'the plan');
        const { documents } = cast.as(adam);
        demand((await documents.read(PLAN)) === 'the plan', 'the document came back changed');
        demand((await documents.list('documents/acme/')).includes(PLAN), 'it is not listed');
        return `s3://…/${PLAN}`;
      },
    },
    {
      asks: 'gina of another tenant reads, overwrites and lists it',
      run: async () => {
        const { documents } = cast.as(gina);
        await documents.write('documents/globex/plan.txt', 'by gina');
        await refusal(() => documents.write(PLAN, 'by gina'), DENIED);
        await refusal(() => documents.list('documents/acme/'), DENIED);
        await refusal(() => documents.list('documents/'), DENIED);
        await refusal(() => documents.list(), DENIED);
        return refusal(() => documents.read(PLAN), DENIED);
      },
    },
    {
      asks: 'ada writes for a tenant whose name begins like hers, and for none',
      run: async () => {
        const { documents } = cast.as(ada);
        await refusal(() => documents.write('documents/acme-2/plan.txt', 'by ada'), DENIED);
        await refusal(() => documents.write('documents/plan.txt', 'by ada'), DENIED);
        return refusal(() => documents.write('documents//plan.txt', 'by ada'), DENIED);
      },
    },
    {
      asks: 'adam, an accountant, reads the invoices of his tenant, and those of globex',
      run: async () => {
        await operator.write('invoices/acme/may.txt', 'acme owes');
        await operator.write('invoices/globex/may.txt', 'globex owes');
        const { documents } = cast.as(adam);
        demand((await documents.read('invoices/acme/may.txt')) === 'acme owes', 'the invoice came back changed');
        await refusal(() => documents.write('invoices/acme/may.txt', 'paid'), DENIED);
        return refusal(() => documents.read('invoices/globex/may.txt'), DENIED);
      },
    },
    {
      asks: 'ada, who is no accountant, reads the invoices of her tenant',
      run: () => refusal(() => cast.as(ada).documents.read('invoices/acme/may.txt'), DENIED),
    },
    {
      asks: 'nemo, of no tenant, reads and writes anything',
      run: async () => {
        const { documents, orders } = cast.as(nemo);
        await refusal(() => documents.write('documents//plan.txt', 'by nemo'), DENIED);
        await refusal(() => documents.list('documents//'), DENIED);
        await refusal(() => orders.query('acme'), DENIED);
        await refusal(() => orders.put('', '1', 'by nemo'), /AccessDenied|ValidationException/);
        return refusal(() => documents.read(PLAN), DENIED);
      },
    },
  ];
}

/** Orders in rows, by tenant. */
export function orderSteps(cast: Cast): Step[] {
  const { ada, adam, gina } = cast;
  const acme = (order: string) => ['acme', order] as const;
  const globex = (order: string) => ['globex', order] as const;
  return [
    {
      asks: 'ada places orders, and adam of the same tenant reads, changes and finds them',
      run: async () => {
        const [hers, his] = [cast.as(ada).orders, cast.as(adam).orders];
        await hers.put('acme', '1', 'one');
        await hers.batchPut([acme('2'), acme('3')]);
        await his.change('acme', '1', 'changed');
        demand((await hers.get('acme', '1')) === 'changed', 'the order came back as it was');
        demand((await his.batchGet([acme('1'), acme('2')])) === 2, 'a batch does not find them');
        await his.remove('acme', '3');
        const [byOrder, byDate] = [await his.query('acme'), await his.query('acme', 'byDate')];
        demand(byOrder === 2 && byDate === 2, `${byOrder} by order, ${byDate} by date`);
        return `${byOrder} orders, by order and by date`;
      },
    },
    {
      asks: 'gina reads, finds, changes and removes the orders of acme',
      run: async () => {
        const { orders } = cast.as(gina);
        await orders.put('globex', '1', 'one');
        demand((await orders.query('globex', 'byDate')) === 1, 'a query does not find her own');
        await refusal(() => orders.query('acme'), DENIED);
        await refusal(() => orders.query('acme', 'byDate'), DENIED);
        await refusal(() => orders.put('acme', '1', 'by gina'), DENIED);
        await refusal(() => orders.change('acme', '1', 'by gina'), DENIED);
        await refusal(() => orders.remove('acme', '1'), DENIED);
        return refusal(() => orders.get('acme', '1'), DENIED);
      },
    },
    {
      asks: 'gina reads and writes orders of both tenants in one batch',
      run: async () => {
        const { orders } = cast.as(gina);
        demand((await orders.batchGet([globex('1')])) === 1, 'a batch does not find her own');
        await refusal(() => orders.batchPut([globex('2'), acme('9')]), DENIED);
        return refusal(() => orders.batchGet([globex('1'), acme('1')]), DENIED);
      },
    },
    {
      asks: 'gina and ada scan all orders',
      run: async () => {
        await refusal(() => cast.as(gina).orders.scan(), DENIED);
        return refusal(() => cast.as(ada).orders.scan(), DENIED);
      },
    },
  ];
}
