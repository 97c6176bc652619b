/** Which units a cycle assesses, and by which model version. */
import { Form, Radio, Select } from 'antd';
import { useEffect, useMemo } from 'react';
import { bodyTypes } from '#shared/domain/code-lists.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';

const words = assessmentWords.units;

export interface UnitChoiceFields {
  /** `CODE VERSION`. */
  model: string;
  which: 'all' | 'chosen';
  usccs: string[];
}

/** The selection as the engine takes it. */
export const selectionOf = ({ model, which, usccs }: UnitChoiceFields) => ({
  ...allUnitsOf(model),
  usccs: which === 'all' ? [] : (usccs ?? []),
});

/** Every unit that a model is made for. */
export const allUnitsOf = (model: string) => {
  const [modelCode = '', modelVersion = ''] = model.split(' ');
  return { modelCode, modelVersion, usccs: [] };
};

/** Of several versions of a model the highest: models are listed by code in that order. */
export const newestOf = (models: readonly { value: string }[]): string[] => [
  ...new Map(models.map(({ value }) => [value.split(' ')[0], value])).values(),
];

/** Published model versions. */
export const usePublishedModels = () => {
  const { data } = useOperation('models.list', {});
  return useMemo(
    () =>
      data?.models
        .filter(({ status }) => status === 'published')
        .map(({ code, version, name }) => ({
          value: `${code} ${version}`,
          label: `${name}（${code} ${version}）`,
        })),
    [data],
  );
};

/** Form fields `model`, `which` and `usccs`. */
export const UnitChoice = () => {
  const models = usePublishedModels();
  const form = Form.useFormInstance<UnitChoiceFields>();
  const model = Form.useWatch('model', form);
  const which = Form.useWatch('which', form);
  const chosen = which === 'chosen' && model !== undefined;
  const { rows, hasMore, loadMore } = usePages('bodies.list', { limit: 1000 }, { enabled: chosen });
  useEffect(() => {
    if (chosen && hasMore) loadMore();
  }, [chosen, hasMore, loadMore]);
  const options = useMemo(
    () =>
      rows.map(({ uscc, name, bodyType }) => ({
        value: uscc,
        label: `${name}（${bodyTypes[bodyType]}，${uscc}）`,
      })),
    [rows],
  );
  return (
    <>
      <Form.Item name="model" label={words.model} rules={[{ required: true, message: words.modelNeeded }]}>
        <Select options={models ?? []} />
      </Form.Item>
      {model !== undefined && (
        <Form.Item name="which" label={words.which}>
          <Radio.Group
            options={[
              { value: 'all', label: words.all },
              { value: 'chosen', label: words.chosen },
            ]}
          />
        </Form.Item>
      )}
      {chosen && (
        <Form.Item name="usccs" label={words.chosen} rules={[{ required: true, message: words.none }]}>
          <Select
            mode="multiple"
            options={options}
            placeholder={words.search}
            showSearch={{ optionFilterProp: 'label' }}
            maxTagCount={8}
          />
        </Form.Item>
      )}
    </>
  );
};
