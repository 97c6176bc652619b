/** A survey as it is planned: whom it asks what, how many answers it needs, and which indicators it supplies. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { isDate } from '#shared/domain/dates.ts';
import { sampleSizeFor } from '#shared/domain/sampling.ts';
import { type SurveyAudience, suggestedQuestions, surveyAudiences } from '#shared/domain/surveys.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { formatCount } from '../../../i18n/format.ts';
import { externalWords } from '../../../i18n/zh-CN/external.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Labelled } from './Labelled.tsx';

const words = externalWords.surveys.dialog;
type Present = OperationOutput<'surveys.read'>['survey'];
type Leaf = OperationOutput<'surveys.list'>['leaves'][number];
type Content = Omit<OperationInput<'surveys.put'>, 'id' | 'cycle'>;
type Question = Content['questions'][number];

/** Answers ask about the whole first, and four of five is content. 本系统建议值. */
const newSurvey = (cycle: string, leaves: readonly Leaf[]): Content => ({
  audience: 'public',
  title: words.defaultTitle(cycle, surveyAudiences.public),
  method: null,
  surveyedFrom: null,
  surveyedTo: null,
  questions: [...suggestedQuestions],
  overall: 'Q1',
  satisfiedFrom: 4,
  population: null,
  margin: '5',
  targets: proposedTargets(leaves, 'public'),
});

/** The indicator whose name speaks of this audience gets the overall question, the one about awareness its own. */
const proposedTargets = (leaves: readonly Leaf[], audience: SurveyAudience): Content['targets'] => {
  const awareness = suggestedQuestions.find(({ text }) => text.includes(words.awareness));
  return leaves.flatMap(({ leaf, name }) => {
    if (name.includes(surveyAudiences[audience])) return [{ leaf, question: 'Q1' }];
    const isAware = audience === 'public' && name.includes(words.awareness);
    return isAware && awareness !== undefined ? [{ leaf, question: awareness.code }] : [];
  });
};

const nextCode = (questions: readonly Question[]): string => {
  const used = questions.map(({ code }) => Number(code.slice(1)));
  return `Q${Math.max(0, ...used) + 1}`;
};

const isWhole = ({ text, min, max }: Question): boolean => text.trim() !== '' && min < max;
const isDay = (text: string | null): boolean => text === null || isDate(text);

export const SurveyDialog = ({
  cycle,
  leaves,
  present,
  answered = false,
  onClose,
  onSaved,
}: {
  cycle: { code: string; name: string };
  leaves: readonly Leaf[];
  /** Null for a new one. */
  present: Present | null;
  /** There are results: the questionnaire stays. */
  answered?: boolean;
  onClose: () => void;
  onSaved: (id: string) => void;
}) => {
  const { run, busy, failure, clearFailure } = useCommand('surveys.put');
  const [content, setContent] = useState<Content>(() => present ?? newSurvey(cycle.name, leaves));
  const [fault, setFault] = useState<string | null>(null);
  const set = (change: Partial<Content>): void => {
    setFault(null);
    setContent((before) => ({ ...before, ...change }));
  };
  const { questions, overall } = content;
  const asked = questions.find(({ code }) => code === overall);

  const save = async (): Promise<void> => {
    if (content.title.trim() === '') return setFault(words.required);
    if (!questions.every(isWhole)) return setFault(words.questionNeeded);
    if (!isDay(content.surveyedFrom) || !isDay(content.surveyedTo)) return setFault(words.dayInvalid);
    const { audience, title, method, surveyedFrom, surveyedTo, satisfiedFrom, population, margin, targets } =
      content;
    const answer = await run({
      id: present?.id ?? null,
      cycle: cycle.code,
      audience,
      title,
      method,
      surveyedFrom,
      surveyedTo,
      questions,
      overall,
      satisfiedFrom,
      population,
      margin,
      targets,
    });
    if (answer === null) return;
    onSaved(answer.id);
    onClose();
  };

  return (
    <Modal
      open
      title={present === null ? words.createTitle : words.editTitle}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void save()}
      width="46rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="survey-form">
        <div className="form-row">
          <Labelled label={words.title} grow>
            {(id) => (
              <Input
                id={id}
                maxLength={100}
                value={content.title}
                onChange={({ target }) => set({ title: target.value })}
              />
            )}
          </Labelled>
          <Labelled label={words.audience}>
            {(id) => (
              <Select<SurveyAudience>
                id={id}
                disabled={answered}
                value={content.audience}
                onChange={(audience) =>
                  set({
                    audience,
                    ...(present === null
                      ? {
                          title: words.defaultTitle(cycle.name, surveyAudiences[audience]),
                          targets: proposedTargets(leaves, audience),
                        }
                      : {}),
                  })
                }
                options={(Object.keys(surveyAudiences) as SurveyAudience[]).map((value) => ({
                  value,
                  label: surveyAudiences[value],
                }))}
              />
            )}
          </Labelled>
        </div>
        <Labelled label={words.method} hint={words.methodHint}>
          {(id) => (
            <Input
              id={id}
              maxLength={500}
              value={content.method ?? ''}
              onChange={({ target }) => set({ method: target.value })}
            />
          )}
        </Labelled>
        <div className="form-row">
          <Labelled label={words.from}>
            {() => (
              <DateInput
                label={words.from}
                value={content.surveyedFrom ?? ''}
                onChange={(day) => set({ surveyedFrom: day === '' ? null : day })}
              />
            )}
          </Labelled>
          <Labelled label={words.to}>
            {() => (
              <DateInput
                label={words.to}
                value={content.surveyedTo ?? ''}
                onChange={(day) => set({ surveyedTo: day === '' ? null : day })}
              />
            )}
          </Labelled>
          <Labelled label={words.population} hint={words.populationHint}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                precision={0}
                value={content.population}
                onChange={(population) => set({ population })}
              />
            )}
          </Labelled>
          <Labelled label={words.margin}>
            {(id) => (
              <InputNumber<string>
                id={id}
                min="0.5"
                max="49"
                stringMode
                value={content.margin}
                onChange={(margin) => set({ margin: String(margin ?? '5') })}
              />
            )}
          </Labelled>
        </div>
        <p className="quiet num" role="status">
          {words.needed(formatCount(sampleSizeFor(content.population, content.margin)))}（{words.neededBasis}
          ）
        </p>

        <h3>{words.questions}</h3>
        {answered && <p className="quiet">{words.questionsStay}</p>}
        <table className="plain-table survey-questions">
          <thead>
            <tr>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.text}</th>
              <th scope="col">{words.min}</th>
              <th scope="col">{words.max}</th>
              <th scope="col">{words.overall}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {questions.map((question, index) => {
              const change = (part: Partial<Question>): void =>
                set({ questions: questions.with(index, { ...question, ...part }) });
              const { code } = question;
              return (
                <tr key={code}>
                  <th scope="row">{code}</th>
                  <td>
                    <Input
                      aria-label={`${code} ${words.text}`}
                      disabled={answered}
                      maxLength={100}
                      value={question.text}
                      onChange={({ target }) => change({ text: target.value })}
                    />
                  </td>
                  <td>
                    <InputNumber
                      aria-label={`${code} ${words.min}`}
                      disabled={answered}
                      value={question.min}
                      onChange={(min) => change({ min: min ?? 0 })}
                    />
                  </td>
                  <td>
                    <InputNumber
                      aria-label={`${code} ${words.max}`}
                      disabled={answered}
                      value={question.max}
                      onChange={(max) => change({ max: max ?? 0 })}
                    />
                  </td>
                  <td>
                    <Radio
                      aria-label={words.overallOf(code)}
                      disabled={answered}
                      checked={overall === code}
                      onChange={() => set({ overall: code })}
                    />
                  </td>
                  <td>
                    {!answered && questions.length > 1 && code !== overall && (
                      <Button
                        type="text"
                        icon={<DeleteOutlined aria-hidden />}
                        aria-label={words.remove(code)}
                        onClick={() =>
                          set({
                            questions: questions.filter((one) => one !== question),
                            targets: content.targets.filter((target) => target.question !== code),
                          })
                        }
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {!answered && (
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() =>
              set({ questions: [...questions, { code: nextCode(questions), text: '', min: 1, max: 5 }] })
            }
          >
            {words.add}
          </Button>
        )}
        <div className="survey-satisfied">
          <Labelled label={words.satisfiedFrom}>
            {(id) => (
              <InputNumber
                id={id}
                disabled={answered}
                min={asked?.min ?? 0}
                max={asked?.max ?? 100}
                value={content.satisfiedFrom}
                onChange={(satisfiedFrom) => set({ satisfiedFrom: satisfiedFrom ?? 0 })}
              />
            )}
          </Labelled>
        </div>

        <h3>{words.targets}</h3>
        <p className="quiet">{words.targetsHint}</p>
        <div className="survey-targets">
          {leaves.map(({ leaf, name, minimumCount }) => (
            <Labelled key={leaf} label={words.leaf(leaf, name, formatCount(minimumCount))}>
              {(id) => (
                <Select
                  id={id}
                  value={content.targets.find((target) => target.leaf === leaf)?.question ?? ''}
                  onChange={(question) =>
                    set({
                      targets: [
                        ...content.targets.filter((target) => target.leaf !== leaf),
                        ...(question === '' ? [] : [{ leaf, question }]),
                      ],
                    })
                  }
                  options={[
                    { value: '', label: words.notUsed },
                    ...questions.map(({ code, text }) => ({ value: code, label: `${code} ${text}` })),
                  ]}
                />
              )}
            </Labelled>
          ))}
        </div>
        {fault !== null && (
          <p className="bad" role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  );
};
