"""The pipeline of the fund, its projects, their plans, papers, agreements and reports."""

from django.urls import path

from .views import agreements, papers, pipeline, plans, projects, reports

app_name = "fund"
urlpatterns = [
    path("", pipeline.index, name="index"),
    path("projects.<str:ending>", pipeline.export, name="export"),
    path("funders/", pipeline.funders, name="funders"),
    path("late/", reports.late, name="late"),
    path("late.<str:ending>", reports.late_export, name="late_export"),
    path("new/", projects.begin, name="begin"),
    path("<slug:key>/", projects.project, name="project"),
    path("<slug:key>/change/", projects.change, name="change"),
    path("<slug:key>/plan/", plans.plan, name="plan"),
    path("<slug:key>/plan/settle/", plans.settle, name="settle"),
    path("<slug:key>/papers/new/", papers.bring, name="bring"),
    path("<slug:key>/papers/<slug:paper>/<int:number>.webp", papers.page, name="page"),
    path("<slug:key>/agreement/", agreements.agreement, name="agreement"),
    path("<slug:key>/agreement.pdf", agreements.pdf, name="pdf"),
    path("<slug:key>/reports/<int:position>/", reports.report, name="report"),
]
