"""The query doctor in the list's place: asked where a search finds nothing, and what its keys do."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.results import Diagnosis, SearchPage, SearchRequest
from reader.tui.messages import DiagnosisReady, WorkFailed
from reader.tui.screens.browse_search import LOADING_SECONDS, BrowseSearch, facts_on
from reader.tui.search_thread import Stale

# The doctor is imported when it is first opened: the first rows of the desk do not wait for it.
if TYPE_CHECKING:
    from reader.tui.widgets.doctor import DoctorView


DOCTOR_SECONDS = 0.7
"""Without a key in the search bar, before the doctor opens: half a word finds nothing and needs no repair."""


class BrowseDoctor(BrowseSearch):
    """What would help where nothing has all that is asked for. Articles with some of the words stay below it."""

    def __init__(self) -> None:
        super().__init__()
        self._doctor: DoctorView | None = None
        self._found_before = ""  # the last query that was run, or stood for a while, and found something

    @property
    def doctor(self) -> "DoctorView | None":
        """The doctor, while it is open."""
        return self._doctor if self._doctor is not None and self._doctor.display else None

    def _search(self, request: SearchRequest) -> None:
        """Nobody waits for the diagnosis of an older query."""
        self.stop("doctor", "diagnose")
        self.desk.thread.drop("doctor")
        super()._search(request)

    def page_shown(self, page: SearchPage) -> None:
        """Open the doctor where nothing is found, while one types after a pause; close it where something is."""
        super().page_shown(page)
        if page.total or not page.in_archive:
            self._close_doctor()
        elif self.focused is self.bar and not (self.doctor is not None and self.doctor.is_on(page.request)):
            self._close_doctor()
            self.after("diagnose", DOCTOR_SECONDS, lambda: self._diagnose(page))
        else:
            self._diagnose(page)

    def diagnose_now(self) -> None:
        """Open the doctor without a pause, where it is to open."""
        if self.is_waiting("diagnose") and self.session.page is not None:
            self._diagnose(self.session.page)
            self._still_looking()

    def _diagnose(self, page: SearchPage) -> None:
        self.stop("diagnose")
        library = self.desk.library

        def work(stale: Stale) -> DiagnosisReady:
            def report(diagnosis: Diagnosis) -> None:
                if not stale():
                    self.post_message(DiagnosisReady(diagnosis, False))

            return DiagnosisReady(library.diagnose(page.request, stale, report), True)

        self.desk.thread.submit("doctor", work, self)
        self.after("doctor", LOADING_SECONDS, self._still_looking)
        if self.doctor is not None:
            self._place_doctor(page)

    def _still_looking(self) -> None:
        if self.session.page is not None:
            self._open_doctor(self.session.page).show_loading(facts_on(self.session.page))

    def on_diagnosis_ready(self, event: DiagnosisReady) -> None:
        """Show what is known so far, if it is of the answer on the screen."""
        page = self.session.page
        if page is not None and event.diagnosis.request == page.request:
            self.stop("doctor")
            self._open_doctor(page).show_diagnosis(event.diagnosis, facts_on(page), done=event.done)

    def on_work_failed(self, event: WorkFailed) -> None:
        """There is no diagnosis: the list says that nothing was found, and the footer why there is no more."""
        if event.slot == "doctor" and event.words:
            event.stop()
            event.prevent_default()
            self.stop("doctor")
            self._close_doctor()
            self.say(event.words, warning=True)

    # the pane

    def _open_doctor(self, page: SearchPage) -> "DoctorView":
        """The doctor in its place; it takes the focus over from the list."""
        from reader.tui.widgets.doctor import DoctorView

        if self._doctor is None:
            self._doctor = DoctorView()
            self.query_one("#list-pane").mount(self._doctor, before=self.hits)
        opened = self._doctor
        opened.display = True
        self._place_doctor(page)
        if self.focused is self.hits:
            self.go_to(opened)
        return opened

    def _place_doctor(self, page: SearchPage) -> None:
        """Above the articles with some of the words, or alone."""
        assert self._doctor is not None
        above = bool(page.some)
        self._doctor.place(above=above, compact=above and self.has_class("-stacked"))
        if not page.some and self.focused is self.hits:
            self.go_to(self._doctor)
        self.hits.display = bool(page.some)

    def _close_doctor(self) -> None:
        opened = self.doctor
        self.hits.display = True
        if opened is not None:
            if self.focused is opened:
                self.go_to(self.hits)
            opened.display = False
            opened.clear()

    def fit(self) -> None:
        """The doctor is shorter where the list stands above the article."""
        super().fit()
        if self.doctor is not None and self.session.page is not None:
            self._place_doctor(self.session.page)

    def go_to(self, pane: Widget) -> None:
        """To the doctor where the list is hidden by it."""
        super().go_to(self.doctor if pane is self.hits and not pane.display and self.doctor is not None else pane)

    def _panes(self) -> list[Widget]:
        panes = super()._panes()
        if self.doctor is not None:
            at = panes.index(self.hits)
            panes[at : at + (not self.hits.display)] = [self.doctor]
        return panes

    # actions

    def do_move_down(self) -> None:
        """From the last repair to the articles below."""
        doctor = self.doctor
        before = doctor.cursor if doctor is not None else 0
        super().do_move_down()
        if doctor is not None and self.focused is doctor and doctor.cursor == before and self.hits.display:
            self.go_to(self.hits)

    def do_move_up(self) -> None:
        """From the first article to the repairs above."""
        if self.doctor is not None and self.focused is self.hits and self.hits.cursor == 0:
            self.go_to(self.doctor)
        else:
            super().do_move_up()

    def take_repair(self) -> bool:
        """Write the repair under the cursor into the bar and search; False where the doctor is not in focus."""
        doctor, page = self.doctor, self.session.page
        if doctor is None or page is None or self.focused is not doctor:
            return False
        query = doctor.repair_of(page.request)
        if query is None:
            self.say("no repair to take; / edits the query")
        else:
            self._write_query(query)
        return True

    def on_doctor_view_taken(self, event: "DoctorView.Taken") -> None:
        """A repair was chosen with the mouse."""
        event.stop()
        self.take_repair()

    def leave_doctor(self) -> bool:
        """Back to the last query that found something; False where the doctor is not in focus."""
        if self.doctor is None or self.focused is not self.doctor:
            return False
        # Half a word may have found what the whole one does not.
        same = self.session.page is not None and self.session.page.request.query == self._found_before
        self._write_query("" if same else self._found_before)
        return True

    def _write_query(self, text: str) -> None:
        self.bar.set_text(text)
        self.search_now()
