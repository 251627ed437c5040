-- A step can be said to be done: what it is for was settled before, or elsewhere. How, stands in the reason.
alter table path_choice drop constraint path_choice_says_check;
alter table path_choice add constraint path_choice_says_check check (says in ('next', 'aside', 'taken-up', 'done'));
