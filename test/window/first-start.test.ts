import { expect, it } from 'vitest';
import { launch } from './support/launch.ts';

it('asks for the office at the first start and shows it afterwards, also after a restart', async () => {
  const { app, page, dataFolder } = await launch();
  await page.getByLabel('单位名称').fill('示例镇信用办');
  await page.getByLabel('行政区划代码').fill('990101001000');
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.getByText('示例镇信用办', { exact: true }).waitFor();
  await app.close();

  const again = await launch({ dataFolder });
  await again.page.getByText('示例镇信用办', { exact: true }).waitFor();
  expect(await again.page.getByText('乡镇级 990101001000').count()).toBe(1);
});
